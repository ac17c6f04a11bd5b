/**
 * What a scale's value can be, from the definition alone.
 *
 * @module
 */

import type { Scale } from "../definition/scale.ts";
import { greatest, least, multiply, type Rational, rational, ZERO } from "../numbers/rational.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";

import { isRankedScale, type MemberArithmetic, type ScaleArithmetic } from "./scale-arithmetic.ts";
import { transformedRange } from "./transforms/transform-range.ts";

export interface ValueRange {
  readonly least: Rational;
  readonly most: Rational;
}

/** Before transforms. An outer bound: no response is outside of it. */
export function rawRange(
  scale: Scale,
  arithmetic: ScaleArithmetic,
  compiled: readonly CompiledItem[],
): ValueRange {
  const { members, whole, isShared, worth } = arithmetic;
  const ends = members.map((member, place) => endsOf(scale, member, compiled[place]?.blank ?? 0));
  const least = ends.map(([low]) => low);
  const most = ends.map(([, high]) => high);
  if (isShared) {
    const full = worth(whole);
    return sharedRange(members, whole, { least, most, full });
  }
  const one = worth(whole);
  const best = isRankedScale(scale) ? (scale.k ?? 1) : members.length;
  const low = least.toSorted((a, b) => a - b).slice(0, best);
  const high = most.toSorted((a, b) => b - a).slice(0, best);
  const floor = best === members.length || best === 1 ? sum(low) : Math.min(0, sum(low));
  return { least: multiply(one, integer(floor)), most: multiply(one, integer(sum(high))) };
}

/** After all transforms; null where none of them gives a value. */
export function valueRange(scale: Scale, raw: ValueRange): ValueRange {
  return (scale.transform ?? []).reduce(transformedRange, raw);
}

/** A weighted mean of what single members give lies between their extremes. */
function sharedRange(
  members: readonly MemberArithmetic[],
  whole: number,
  { least: lows, most: highs, full }: { least: number[]; most: number[]; full: Rational },
): ValueRange {
  let [low, high] = [ZERO, ZERO];
  for (const [place, { share }] of members.entries()) {
    const each = rational(BigInt(whole), BigInt(Math.max(1, share)));
    const from = multiply(multiply(full, each), integer(lows[place] ?? 0));
    const to = multiply(multiply(full, each), integer(highs[place] ?? 0));
    low = place === 0 ? from : least(low, from);
    high = place === 0 ? to : greatest(high, to);
  }
  return { least: low, most: high };
}

/** The least and most that a member adds to S. */
function endsOf(scale: Scale, member: MemberArithmetic, blank: number): [number, number] {
  if (scale.aggregate === "count" || scale.aggregate === "pomp") return [0, member.top];
  const { weight, lowest, highest } = member;
  const mayBeBlank = (scale.missing ?? "zero") === "zero" && !isRankedScale(scale);
  const low = mayBeBlank ? Math.min(lowest, blank) : lowest;
  const high = mayBeBlank ? Math.max(highest, blank) : highest;
  return [weight * low, weight * high];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function integer(value: number): Rational {
  return rational(BigInt(value));
}
