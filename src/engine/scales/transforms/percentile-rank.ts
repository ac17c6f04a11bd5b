/**
 * Where a value stands in a norm group, given as a table of frequencies.
 *
 *     PR      = 100 (below + equal / 2) / n
 *     stanine = 1 + the number of cuts 4, 11, 23, 40, 60, 77, 89, 96 that PR reaches
 *
 * @module
 */

import { exact } from "../../definition/quantity.ts";
import type { FrequencyFields } from "../../definition/transform.ts";
import { add, compare, type Rational, rational, subtract, ZERO } from "../../numbers/rational.ts";

import { countWhile } from "./count-while.ts";
import type { Step } from "./measure.ts";

const STANINE_CUTS = [4n, 11n, 23n, 40n, 60n, 77n, 89n, 96n].map((cut) => rational(cut));

/** O(log rows) a value. */
export function percentileRank({ table }: FrequencyFields): Step {
  const rows = table
    .map(([raw, n]) => ({ raw: exact(raw), n: BigInt(n) }))
    .toSorted((a, b) => compare(a.raw, b.raw));
  // How many have one of the first 0, 1, 2... rows.
  let total = 0n;
  const sums = [total];
  for (const { n } of rows) sums.push((total += n));
  return ({ value, slack }) => {
    const [low, high] = [subtract(value, slack), add(value, slack)];
    const below = sums[countWhile(rows, ({ raw }) => compare(raw, low) < 0)] ?? 0n;
    const upTo = sums[countWhile(rows, ({ raw }) => compare(raw, high) <= 0)] ?? total;
    return settled(rational(100n * (below + upTo), 2n * total));
  };
}

export function stanine(fields: FrequencyFields): Step {
  const rank = percentileRank(fields);
  return (before) => {
    const after = rank(before);
    if (after === null) return null;
    const reached = STANINE_CUTS.filter((cut) => compare(after.value, cut) >= 0);
    return settled(rational(1n + BigInt(reached.length)));
  };
}

function settled(value: Rational) {
  return { value, slack: ZERO, se: null };
}
