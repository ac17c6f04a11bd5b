/**
 * Abilities as scores on another scale, by the transforms of an entry of `irt`.
 *
 * Theta is taken as its digits are shown, so that the arithmetic can be done
 * again by hand and an end of a clamp meets the row of a table that is written
 * alike. It is exact from there, and rounded to a double once, at the end.
 *
 * @module
 */

import type { Transform } from "../definition/transform.ts";
import { decimalOf } from "../numbers/decimal.ts";
import { compare, rational, type Rational, ZERO } from "../numbers/rational.ts";
import type { Measure, Step } from "../scales/transforms/measure.ts";
import {
  transformChain,
  transformed,
  type ValueReason,
} from "../scales/transforms/transform-chain.ts";
import { quotient } from "../statistics/quotient.ts";

export interface Ability {
  /** Infinite where the likelihood rises to an end; NaN where there is none. */
  readonly theta: number;
  readonly se: number | null;
}

export interface ThetaValue {
  readonly value: number | null;
  /** Carried along by lines, or that of a table's row. */
  readonly se: number | null;
  /** Why the transforms give no value of an ability that there is. */
  readonly reason: ValueReason | null;
}

export interface ThetaValues {
  /** Whether a response's attributes choose its norms. */
  readonly hasGroups: boolean;
  readonly valueOf: (ability: Ability, attributes: string | null) => ThetaValue;
}

type Steps = readonly (Step | null)[];

const NOTHING: ThetaValue = { value: null, se: null, reason: null };

/**
 * Beyond the last corner of every chain: four lines of a slope of 1e-18 and
 * more reach their clamps, at most 5,000,000,000 apart, before it.
 */
const FAR = 10n ** 100n;

export function thetaValues(transforms: readonly Transform[]): ThetaValues {
  const { hasGroups, groupOf, stepsOf } = transformChain(transforms);
  return {
    hasGroups,
    valueOf({ theta, se }, attributes) {
      if (Number.isNaN(theta)) return NOTHING;
      const steps = stepsOf(hasGroups ? groupOf(attributes) : 0);
      if (!Number.isFinite(theta)) return limitOf(theta > 0 ? 1n : -1n, steps);
      const error = se === null ? null : decimalOf(se);
      const { after, reason } = transformed(
        { value: decimalOf(theta), slack: ZERO, se: error },
        steps,
      );
      return after === null ? { ...NOTHING, reason } : shown(after);
    },
  };
}

/** What an infinite ability comes to: the end of a clamped line or of a table; null where there is no end. */
function limitOf(sign: 1n | -1n, steps: Steps): ThetaValue {
  const at = (distance: bigint) => ({ value: rational(sign * distance), slack: ZERO, se: null });
  const { after: near, reason } = transformed(at(FAR), steps);
  const { after: far } = transformed(at(2n * FAR), steps);
  if (near === null || far === null) return { ...NOTHING, reason };
  return compare(near.value, far.value) === 0 ? shown(near) : NOTHING;
}

/** Rounded once. */
function shown({ value, se }: Measure): ThetaValue {
  return { value: toNumber(value), se: se === null ? null : toNumber(se), reason: null };
}

function toNumber({ p, q }: Rational): number {
  return quotient(p, q);
}
