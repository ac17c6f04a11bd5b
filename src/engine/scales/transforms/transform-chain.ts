/**
 * Transforms one after another, and which of their groups a response is in.
 *
 * @module
 */

import type { Transform } from "../../definition/transform.ts";
import { normGroup, readAttributes } from "../norm-group.ts";

import { compileTransform, type TransformPlan } from "./compile-transform.ts";
import type { Measure, Step } from "./measure.ts";

export interface TransformChain {
  /** Whether a response's attributes choose its norms. */
  readonly hasGroups: boolean;
  /** Norm group of a response, from its stored attributes: a whole number from 0. */
  readonly groupOf: (attributes: string | null) => number;
  /** One a transform; null for the first that has no norm group. */
  readonly stepsOf: (group: number) => (Step | null)[];
}

export type ValueReason = "no_norm_group" | "no_table_row";

/** Texts of attributes; beyond it they are read again. */
const REMEMBERED = 1 << 16;

export function transformChain(transforms: readonly Transform[] = []): TransformChain {
  const plans = transforms.map(compileTransform);
  const sizes = plans.map(({ wheres }) => (wheres === null ? 1 : wheres.length + 1));
  return {
    hasGroups: sizes.some((size) => size > 1),
    groupOf: rememberedGroups(plans, sizes),
    stepsOf: (group) => stepsOf(plans, sizes, group),
  };
}

/** What the steps make of a number; null with the reason. */
export function transformed(
  before: Measure,
  steps: readonly (Step | null)[],
): { readonly after: Measure | null; readonly reason: ValueReason | null } {
  let after = before;
  for (const step of steps) {
    if (step === null) return { after: null, reason: "no_norm_group" };
    const next = step(after);
    if (next === null) return { after: null, reason: "no_table_row" };
    after = next;
  }
  return { after, reason: null };
}

/** One number for the groups of all transforms: a digit each, 0 for none. */
function rememberedGroups(
  plans: readonly TransformPlan[],
  sizes: readonly number[],
): (attributes: string | null) => number {
  const known = new Map<string | null, number>();
  const compute = (text: string | null): number => {
    const attributes = readAttributes(text);
    return plans.reduce((group, { wheres }, place) => {
      const digit = wheres === null ? 0 : normGroup(wheres, attributes) + 1;
      return group * (sizes[place] ?? 1) + digit;
    }, 0);
  };
  return (text) => {
    let group = known.get(text);
    if (group === undefined) {
      group = compute(text);
      if (known.size >= REMEMBERED) known.clear();
      known.set(text, group);
    }
    return group;
  };
}

function stepsOf(
  plans: readonly TransformPlan[],
  sizes: readonly number[],
  group: number,
): (Step | null)[] {
  const steps: (Step | null)[] = [];
  let rest = group;
  for (const [place, { steps: own, wheres }] of [...plans.entries()].toReversed()) {
    const size = sizes[place] ?? 1;
    const digit = rest % size;
    rest = Math.floor(rest / size);
    steps.unshift((wheres === null ? own[0] : own[digit - 1]) ?? null);
  }
  return steps;
}
