/**
 * Readings of a scale, each worked out once.
 *
 * @module
 */

import type { Scale } from "../definition/scale.ts";
import { multiply, type Rational, rational } from "../numbers/rational.ts";

import type { Judge } from "./judge.ts";
import { type Reading, readingOf } from "./reading.ts";
import type { ScaleArithmetic } from "./scale-arithmetic.ts";
import type { Step } from "./transforms/measure.ts";
import { transformChain } from "./transforms/transform-chain.ts";

export interface ScaleValues {
  /** Whether a response's attributes choose its norms. */
  readonly hasGroups: boolean;
  /** Norm group of a response, from its stored attributes: a whole number from 0. */
  readonly groupOf: (attributes: string | null) => number;
  /** Of S, the share of the members answered, and a norm group. */
  readonly readingOf: (whole: number, share: number, group: number) => Reading;
}

interface Form {
  readonly judges: readonly Judge[];
  readonly resolution: Rational;
}

/** Readings; beyond it they are worked out again. */
const REMEMBERED = 1 << 16;

export function scaleValues(scale: Scale, arithmetic: ScaleArithmetic, form: Form): ScaleValues {
  const { hasGroups, groupOf, stepsOf } = transformChain(scale.transform);
  // By norm group, then by share: neighbouring responses mostly have both in common.
  const known = new Map<number, Map<number, Map<number, Reading>>>();
  let newest = { share: Number.NaN, group: 0, byWhole: new Map<number, Reading>() };
  let count = 0;

  const compute = (whole: number, share: number, group: number): Reading => {
    const worth = arithmetic.worth(share);
    const value = multiply(worth, rational(BigInt(whole)));
    const slack = multiply(worth, rational(arithmetic.slack, 2n));
    const steps = stepsOf(group).map(withoutError);
    return readingOf({ value, slack, se: null }, steps, form);
  };
  const readings = (share: number, group: number): Map<number, Reading> => {
    if (newest.share === share && newest.group === group) return newest.byWhole;
    const byShare = entryOf(known, group, () => new Map<number, Map<number, Reading>>());
    newest = { share, group, byWhole: entryOf(byShare, share, () => new Map<number, Reading>()) };
    return newest.byWhole;
  };
  return {
    hasGroups,
    groupOf,
    readingOf(whole, share, group) {
      const byWhole = readings(arithmetic.isShared ? share : 0, group);
      let reading = byWhole.get(whole);
      if (reading !== undefined) return reading;
      reading = compute(whole, share, group);
      byWhole.set(whole, reading);
      if (++count >= REMEMBERED) {
        known.clear();
        newest = { share: Number.NaN, group: 0, byWhole: new Map() };
        count = 0;
      }
      return reading;
    },
  };
}

function entryOf<T>(map: Map<number, T>, key: number, make: () => T): T {
  let entry = map.get(key);
  if (entry === undefined) {
    entry = make();
    map.set(key, entry);
  }
  return entry;
}

/** A scale has the standard error of its last table: those of earlier ones are not carried on. */
function withoutError(step: Step | null): Step | null {
  return step === null ? null : (before) => step({ ...before, se: null });
}
