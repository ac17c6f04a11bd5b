/**
 * Every rule's formula, from the normal form of an answer and the parameters.
 * What a rule matched is taken from its evidence, and held against the rest.
 *
 * @module
 */

import {
  difference,
  equal,
  type Fraction,
  fraction,
  larger,
  minus,
  over,
  plus,
  sum,
  times,
  ZERO,
} from "./fraction.ts";
import { choices } from "./choices.ts";
import { clampedSum, worthOf } from "./tables.ts";
import type { TracedItem } from "./traced-item.ts";

/** Points of an item, after all operations but rounding. */
type PointsOf = (item: TracedItem) => Fraction;
type Formula = (item: TracedItem, pointsOf: PointsOf) => Fraction;

const ranksShare =
  (share: (ranks: readonly number[]) => Fraction): Formula =>
  ({ normal, parameters }) =>
    times(worthOf(parameters), share(normal as number[]));

function count(ranks: readonly number[], counts: (rank: number, place: number) => boolean): number {
  return ranks.filter(counts).length;
}

function pairs<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((a, i) => all.slice(i + 1).map((b): [T, T] => [a, b]));
}

/** By trying every subset. */
function longest(ranks: readonly number[]): number {
  const chains = ranks.reduce<number[][]>(
    (all, rank) => [...all, ...all.filter((c) => (c.at(-1) ?? -1) < rank).map((c) => [...c, rank])],
    [[]],
  );
  return Math.max(...chains.map((chain) => chain.length));
}

/** The evidence says the same counts. */
function told(counts: Readonly<Record<string, number>>, evidence: TracedItem["evidence"]): void {
  for (const [name, counted] of Object.entries(counts)) {
    if (evidence[name] !== counted) throw new Error(`${name} are ${counted}`);
  }
}

const orders: Record<string, Formula> = {
  "order exact": ranksShare((ranks) => (ranks.every((r, i) => r === i) ? over(1, 1) : ZERO)),
  "order position": ranksShare((ranks) =>
    over(
      count(ranks, (r, i) => r === i),
      ranks.length,
    ),
  ),
  "order adjacent": ranksShare((ranks) =>
    over(
      count(ranks, (r, i) => ranks[i + 1] === r + 1),
      ranks.length - 1,
    ),
  ),
  "order kendall": (item) => {
    const all = pairs(item.normal as number[]);
    const right = all.filter(([a, b]) => a < b).length;
    told({ inversions: all.length - right, pairs: all.length }, item.evidence);
    return times(worthOf(item.parameters), over(right, all.length));
  },
  "order lis": (item) => {
    const ranks = item.normal as number[];
    told({ longest: longest(ranks), length: ranks.length }, item.evidence);
    return times(worthOf(item.parameters), over(longest(ranks), ranks.length));
  },
};

function pairCounts({ normal, parameters, evidence }: TracedItem) {
  const key = (parameters["key"] as string[][]).map((pair) => JSON.stringify(pair));
  const given = (normal as string[][]).map((pair) => JSON.stringify(pair));
  const hits = given.filter((pair) => key.includes(pair)).length;
  told({ hits, misses: key.length - hits, falseAlarms: given.length - hits }, evidence);
  return { keyed: key.length, hits, falseAlarms: given.length - hits };
}

const matches: Record<string, Formula> = {
  "match all_or_nothing": (item) => {
    const { keyed, hits, falseAlarms } = pairCounts(item);
    return hits === keyed && falseAlarms === 0 ? worthOf(item.parameters) : ZERO;
  },
  "match proportion": (item) => {
    const { keyed, hits, falseAlarms } = pairCounts(item);
    const penalty = fraction(item.parameters["wrongPenalty"] as string);
    const earned = times(worthOf(item.parameters), over(hits, keyed));
    const points = sum([earned, times(penalty, over(-falseAlarms, 1))]);
    return points.top < 0n ? ZERO : points;
  },
  "match map": ({ normal, parameters }) => {
    const map = parameters["map"] as { entries: [string, string, string][]; default: string };
    const worths = (normal as string[][]).map(([left, right]) => {
      const entry = map.entries.find(([l, r]) => l === left && r === right);
      return fraction(entry?.[2] ?? map.default);
    });
    return clampedSum(map, worths);
  },
};

interface Gap extends Record<string, unknown> {
  readonly id: string;
  readonly type: string;
  readonly rule?: string;
}

function gapTraces({ parameters, evidence }: TracedItem, pointsOf: PointsOf) {
  const gaps = parameters["gaps"] as Gap[];
  const traces = evidence["gaps"] as (TracedItem & { gap: string; points: string; best: string })[];
  return gaps.map((gap, place) => {
    const trace = traces[place];
    if (trace?.gap !== gap.id) throw new Error(`no trace of gap ${gap.id}`);
    const rule = gap.rule ?? gap.type;
    const points = pointsOf({ ...trace, type: gap.type, rule, parameters: gap });
    if (!equal(points, fraction(trace.points))) throw new Error(`gap ${gap.id} differs`);
    const isBest = trace.state === "answered" && equal(points, fraction(trace.best));
    return { points, best: fraction(trace.best), isBest };
  });
}

/** The key entry that the evidence names, as `key` or `key.2`. */
function matchedPoints({ parameters, evidence }: TracedItem): Fraction {
  const path = evidence["matched"] as string | null;
  if (path === null) return ZERO;
  const place = path.split(".")[1];
  const key = parameters["key"];
  const entry: unknown = place === undefined ? key : (key as unknown[])[Number(place)];
  const own = typeof entry === "object" ? (entry as { points?: string }).points : undefined;
  return own === undefined ? worthOf(parameters) : fraction(own);
}

const opens: Record<string, Formula> = {
  "number number": matchedPoints,
  "text text": matchedPoints,
  "gap sum": (item, pointsOf) => sum(gapTraces(item, pointsOf).map(({ points }) => points)),
  "gap all_or_nothing": (item, pointsOf) => {
    const gaps = gapTraces(item, pointsOf);
    return gaps.every(({ isBest }) => isBest) ? sum(gaps.map(({ best }) => best)) : ZERO;
  },
  "point point": ({ parameters, evidence }) => {
    const areas = parameters["areas"] as { points: string }[];
    const hits = evidence["points"] as { area: number | null; on: string }[];
    const worths = hits.map(({ area, on }) => {
      if (on === "taken") return ZERO;
      return fraction((area === null ? parameters["default"] : areas[area]?.points) as string);
    });
    return clampedSum(parameters, worths);
  },
  "rating rating": ({ normal, parameters }) => {
    const values = parameters["values"] as Record<string, string> | undefined;
    const { min, max, reverse } = parameters as { min: number; max: number; reverse: boolean };
    const all =
      values === undefined ? [min, max].map(fraction) : Object.values(values).map(fraction);
    const value =
      values === undefined ? fraction(Number(normal)) : fraction(values[String(normal)] ?? 0);
    if (!reverse) return value;
    const ordered = all.toSorted((a, b) => (a.top * b.bottom < b.top * a.bottom ? -1 : 1));
    const ends = [ordered[0] ?? ZERO, ordered.at(-1) ?? ZERO];
    return sum([...ends, times(value, over(-1, 1))]);
  },
};

interface Criterion {
  readonly id: string;
  readonly levels: readonly { readonly id: string; readonly points: string }[];
}

function pointsOfLevels(criteria: readonly Criterion[], levels: Record<string, string>): Fraction {
  return sum(
    criteria.map(({ id, levels: all }) => {
      const level = all.find((one) => one.id === levels[id]);
      if (level === undefined) throw new Error(`no level ${levels[id]}`);
      return fraction(level.points);
    }),
  );
}

/** Of three, the mean of the pair with the smallest gap, or of all where two pairs have it. */
function closest(points: readonly Fraction[]): Fraction {
  const found = pairs(points).map(([a, b]) => ({ a, b, gap: larger(minus(a, b), minus(b, a)) }));
  const least = found.map(({ gap }) => gap).reduce((a, b) => (difference(a, b) <= 0n ? a : b));
  const [pair, ...others] = found.filter(({ gap }) => equal(gap, least));
  if (pair === undefined || others.length > 0) return times(sum(points), over(1, points.length));
  return times(plus(pair.a, pair.b), over(1, 2));
}

const rubrics: Record<string, Formula> = {
  "rubric rubric": ({ normal, parameters, evidence }) => {
    const { criteria, doubleRating } = parameters as {
      criteria: readonly Criterion[];
      doubleRating?: string | { readonly third_if_apart: string };
    };
    const each = (normal as Record<string, string>[]).map((of) => pointsOfLevels(criteria, of));
    const told = evidence["points"] as readonly string[];
    if (!each.every((points, at) => equal(points, fraction(told[at] ?? "none")))) {
      throw new Error(`${told.join()} are not the points of the ratings`);
    }
    const [first = ZERO, second = ZERO] = each;
    if (doubleRating === undefined || doubleRating === "first") return first;
    if (doubleRating === "max") return larger(first, second);
    const mean = times(plus(first, second), over(1, 2));
    if (typeof doubleRating === "string") return mean;
    const apart = larger(minus(first, second), minus(second, first));
    return difference(apart, fraction(doubleRating.third_if_apart)) <= 0n ? mean : closest(each);
  },
};

/** By type and rule. */
export const formulas: Readonly<Record<string, Formula>> = {
  ...choices,
  ...orders,
  ...matches,
  ...opens,
  ...rubrics,
};
