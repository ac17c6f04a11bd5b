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
import {
  absolute,
  compare,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../../numbers/rational.ts";

import type { Step } from "./measure.ts";

const STANINE_CUTS = [4n, 11n, 23n, 40n, 60n, 77n, 89n, 96n].map((cut) => rational(cut));

/** O(rows) a distinct value. */
export function percentileRank({ table }: FrequencyFields): Step {
  const rows = table.map(([raw, n]) => ({ raw: exact(raw), n: BigInt(n) }));
  const total = rows.reduce((sum, { n }) => sum + n, 0n);
  return ({ value, slack }) => {
    let [below, equal] = [0n, 0n];
    for (const { raw, n } of rows) {
      const distance = subtract(raw, value);
      if (compare(absolute(distance), slack) <= 0) equal += n;
      else if (distance.p < 0n) below += n;
    }
    return settled(rational(100n * (2n * below + equal), 2n * total));
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
