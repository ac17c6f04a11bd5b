/**
 * How much of the greatest possible covariance with the rest an item has.
 *
 * @module
 */

import { err, ok } from "#result";

import { quotient } from "../quotient.ts";
import type { AnalysisResult } from "./analysis-reason.ts";
import type { Spreads } from "./spreads.ts";
import type { TestItem, TotalCounts } from "./test-counts.ts";
import { mergeWeighted, type WeightedValues } from "./weighted-values.ts";

/**
 * Discrimination efficiency, in percent.
 *
 *     100 C_xR / C_max
 *
 * where C_max is the covariance that the same x and the same R = T - x would
 * have if both were sorted and paired in order. At most 100; it does not say
 * of an easy item that it separates badly only because it is easy.
 * O(codes * totals * log codes).
 *
 * Source: Moodle, quiz statistics calculations, "discriminative efficiency".
 *
 * @param joint Results by code of the item and T.
 */
export function discriminationEfficiency(
  item: TestItem,
  { totals }: TotalCounts,
  joint: readonly Float64Array[],
  { n, sum, restSum, withRest }: Spreads,
): AnalysisResult {
  const levels = levelsOf(item, totals, joint);
  const rests = mergeWeighted(levels.map((level) => level.rests));
  const greatest = n * sortedProducts(levels, rests) - sum * restSum;
  return greatest === 0n ? err("no_variance") : ok(quotient(100n * withRest, greatest));
}

/** Results with one x. */
interface Level {
  readonly x: number;
  readonly n: number;
  readonly rests: WeightedValues;
}

/** Ascending by x, those that nobody has left out. */
function levelsOf(item: TestItem, totals: Float64Array, joint: readonly Float64Array[]): Level[] {
  const countsByX = new Map<number, Float64Array>();
  for (const [place, { x }] of item.codes.entries()) {
    if (Number.isNaN(x)) continue;
    const counts = countsByX.get(x) ?? new Float64Array(totals.length);
    addTo(counts, joint[place] as Float64Array);
    countsByX.set(x, counts);
  }
  return [...countsByX]
    .toSorted(([left], [right]) => left - right)
    .map(([x, counts]) => levelOf(x, totals, counts))
    .filter(({ n }) => n > 0);
}

function addTo(sums: Float64Array, counts: Float64Array): void {
  for (let place = 0; place < sums.length; place++) {
    sums[place] = (sums[place] as number) + (counts[place] as number);
  }
}

function levelOf(x: number, totals: Float64Array, counts: Float64Array): Level {
  const values = new Float64Array(totals.length);
  const weights = new Float64Array(totals.length);
  let length = 0;
  let n = 0;
  for (let place = 0; place < totals.length; place++) {
    const count = counts[place] as number;
    if (count === 0) continue;
    values[length] = (totals[place] as number) - x;
    weights[length++] = count;
    n += count;
  }
  return {
    x,
    n,
    rests: { values: values.subarray(0, length), weights: weights.subarray(0, length) },
  };
}

/** High and low parts of a value keep sums of up to 2^26 of them below 2^53. */
const LOW_PART = 2 ** 26;

/** Σ x R with both in ascending order. */
function sortedProducts(levels: readonly Level[], { values, weights }: WeightedValues): bigint {
  let products = 0n;
  let place = 0;
  let left = weights[0] ?? 0;
  for (const { x, n } of levels) {
    let [high, low] = [0, 0];
    for (let room = n; room > 0;) {
      const taken = Math.min(room, left);
      const value = values[place] as number;
      const part = Math.floor(value / LOW_PART);
      high += taken * part;
      low += taken * (value - part * LOW_PART);
      room -= taken;
      left -= taken;
      if (left === 0) left = weights[++place] ?? 0;
    }
    products += BigInt(x) * (BigInt(high) * BigInt(LOW_PART) + BigInt(low));
  }
  return products;
}
