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

function addedBy(member: Member, parameters: TracedScale["parameters"]): Fraction {
  return isAnswered(member) ? answeredAdds(member, parameters) : missingAdds(member, parameters);
}

function missingAdds(
  { weight, points }: Member,
  { aggregate, missing }: TracedScale["parameters"],
) {
  const isAdded = missing === "zero" && aggregate !== "count" && aggregate !== "pomp";
  return isAdded ? times(fraction(weight ?? 1), fraction(points ?? 0)) : ZERO;
}

function answeredAdds(member: Member, { aggregate, values }: TracedScale["parameters"]) {
  const weight = fraction(member.weight ?? 1);
  const turned = turnedPoints(member);
  if (aggregate === "pomp") return times(weight, minus(turned, fraction(member.range?.[0] ?? 0)));
  if (aggregate !== "count") return times(weight, turned);
  return (values as number[]).some((value) => same(value, turned)) ? over(1, 1) : ZERO;
}

function turnedPoints({ points, reverse, range: [least, most] = [0, 0] }: Member): Fraction {
  const own = fraction(points ?? 0);
  return reverse === true ? minus(plus(fraction(least), fraction(most)), own) : own;
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
