/**
 * Recomputes the raw value of a scale from its trace alone.
 *
 * @module
 */

import {
  difference,
  type Fraction,
  fraction,
  minus,
  over,
  plus,
  sum,
  times,
  ZERO,
} from "./fraction.ts";

type Quantity = string | number;

interface Member {
  readonly state: string;
  readonly points: number | null;
  readonly weight?: Quantity;
  readonly reverse?: boolean;
  readonly range?: readonly [number, number];
}

interface TracedScale {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly members: readonly Member[];
}

/** Of a scale that has a raw value. */
export function rawOf({ parameters, members }: TracedScale): Fraction {
  const aggregate = String(parameters["aggregate"] as string);
  // The best are among those answered.
  const counted = aggregate === "best_k_of_n" ? members.filter(isAnswered) : members;
  const adds = counted.map((member) => addedBy(member, parameters));
  const whole = sum(ranked(adds, parameters));
  const all = sum(members.map((member) => shareOf(member, aggregate)));
  const answered = sum(members.filter(isAnswered).map((member) => shareOf(member, aggregate)));
  const isMean = aggregate === "mean" || aggregate === "weighted_mean" || aggregate === "pomp";
  const percent = aggregate === "pomp" ? times(whole, over(100, 1)) : whole;
  switch (parameters["missing"]) {
    case "prorate":
      return isMean ? ratio(percent, answered) : ratio(times(percent, all), answered);
    case "mean_of_answered":
      return ratio(percent, answered);
    default:
      return isMean ? ratio(percent, all) : percent;
  }
}

const isAnswered = ({ state }: Member) => state === "answered";

function addedBy(member: Member, { aggregate, missing, values }: TracedScale["parameters"]) {
  const [least = 0, most = 0] = member.range ?? [];
  const points = fraction(member.points ?? 0);
  const turned =
    member.reverse === true && isAnswered(member) ? minus(fraction(least + most), points) : points;
  const weighted = times(fraction(member.weight ?? 1), turned);
  if (aggregate === "count") {
    const counts = isAnswered(member) && (values as number[]).some((value) => same(value, turned));
    return counts ? over(1, 1) : ZERO;
  }
  if (aggregate === "pomp") {
    const above = times(fraction(member.weight ?? 1), minus(turned, fraction(least)));
    return isAnswered(member) ? above : ZERO;
  }
  return isAnswered(member) || missing === "zero" ? weighted : ZERO;
}

function same(value: number, points: Fraction): boolean {
  return difference(fraction(value), points) === 0n;
}

function ranked(adds: readonly Fraction[], parameters: TracedScale["parameters"]) {
  if (parameters["aggregate"] !== "best_k_of_n") return adds;
  const best = adds.toSorted((a, b) => (difference(a, b) > 0n ? -1 : 1));
  return best.slice(0, parameters["k"] as number);
}

function shareOf({ weight = 1, range: [least, most] = [0, 0] }: Member, aggregate: string) {
  if (aggregate === "count") return over(1, 1);
  if (aggregate !== "pomp") return fraction(weight);
  return times(fraction(weight), plus(fraction(most), fraction(-least)));
}

function ratio(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.bottom, bottom: a.bottom * b.top };
}
