/**
 * The number that a band or a condition looks at.
 *
 * @module
 */

import type { Micropoints } from "../micropoints.ts";
import { MICROPOINTS_PER_POINT } from "../micropoints.ts";
import { fractionText, multiply, rational, type Rational } from "../numbers/rational.ts";
import type { ReadTheta } from "../irt/read-thetas.ts";
import type { On } from "../scales/judge.ts";
import type { Plan, PlannedJudge } from "../scoring/plan.ts";
import type { ReadResult } from "../scoring/read-result.ts";
import type { ReadScale } from "../scoring/read-scale.ts";

export interface Compared {
  /**
   * What was compared: exact, or a double where it is an ability or comes of
   * transforms or of the answered members alone.
   */
  readonly value: string | null;
  /**
   * What rounding to millionths may have taken from it: a limit is met by value
   * + slack. Null where transforms carried it along.
   */
  readonly slack: string | null;
  readonly reason: ComparedReason | null;
}

/** Why there is nothing to compare. */
export type ComparedReason = "no_value" | "no_maximum";

/** The whole number behind points, and what one is worth. */
interface Whole {
  readonly whole: Micropoints;
  readonly most: number;
  readonly worth: Rational;
  /** Twice what rounding may have taken from it. */
  readonly slack: bigint;
}

export function comparedWith(plan: Plan, read: ReadResult, judging: PlannedJudge): Compared {
  if ("ofTheta" in judging) return abilityOf(read.thetas[judging.irtIndex]);
  const { scaleIndex, slot, judge } = judging;
  const { on } = judge;
  const scale = read.scales[scaleIndex];
  if (slot !== null && scale !== undefined) return readValue(plan, on, scale, scaleIndex);
  const whole = scale === undefined ? totalOf(plan, read) : wholeOf(plan, scale, scaleIndex);
  return whole === null ? nothing("no_value") : exactValue(on, whole);
}

/** Infinite ones by name. */
function abilityOf(theta: ReadTheta | undefined): Compared {
  const ability = theta?.ability ?? Number.NaN;
  if (Number.isNaN(ability)) return nothing("no_value");
  return { value: String(ability), slack: "0", reason: null };
}

function totalOf(plan: Plan, { points, maxPoints, states }: ReadResult): Whole | null {
  if (points === null || states.pending > 0) return null;
  const rounded = plan.items.filter(({ compiled }) => compiled.rounded).length;
  const worth = rational(1n, BigInt(MICROPOINTS_PER_POINT));
  return { whole: points, most: maxPoints, worth, slack: BigInt(rounded) };
}

function wholeOf(plan: Plan, { whole, mostWhole }: ReadScale, index: number): Whole | null {
  const arithmetic = plan.scales[index]?.arithmetic;
  if (whole === null || arithmetic === undefined) return null;
  const { slack } = arithmetic;
  return { whole, most: mostWhole, worth: arithmetic.worth(arithmetic.whole), slack };
}

function exactValue(on: On, { whole, most, worth, slack }: Whole): Compared {
  if (on === "percent" && most <= 0) return nothing("no_maximum");
  const each = on === "percent" ? rational(100n, BigInt(most)) : worth;
  return {
    value: fractionText(multiply(each, rational(BigInt(whole)))),
    slack: fractionText(multiply(each, rational(slack, 2n))),
    reason: null,
  };
}

/** As the readings of a scale have it. */
function readValue(plan: Plan, on: On, { reading, max }: ReadScale, index: number): Compared {
  const value = reading === null ? null : reading[on === "value" ? "value" : "raw"];
  if (value === null) return nothing("no_value");
  if (on === "percent" && max <= 0) return nothing("no_maximum");
  const compared = on === "percent" ? (100 * value) / max : value;
  const isExact = plan.scales[index]?.arithmetic.slack === 0n;
  return { value: String(compared), slack: isExact ? "0" : null, reason: null };
}

function nothing(reason: ComparedReason): Compared {
  return { value: null, slack: null, reason };
}
