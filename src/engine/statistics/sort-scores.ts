/**
 * Sorts the scores of a batch out: which different ones there are, and where
 * each response counts.
 *
 * @module
 */

import type { Plan, TestPlan } from "../scoring/plan.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";
import { type DistinctValues, distinctOf, distinctValues, isNarrow } from "./distinct-values.ts";

export interface SortedScores {
  /** The different totals; null where sorting them out does not pay. */
  readonly total: DistinctValues | null;
  /** By scale; null where it is no test. */
  readonly tests: readonly (SortedTest | null)[];
}

/** The values of a scale that is a test. */
export interface SortedTest {
  /** Of each response: 0 complete, 1 partial, -1 without a value. */
  readonly blocks: Int8Array;
  /** T - least; 0 where there is no value. */
  readonly distances: Float64Array;
  /** null where sorting them out does not pay. */
  readonly distinct: {
    readonly all: DistinctValues;
    readonly blocks: readonly [complete: DistinctValues, partial: DistinctValues];
  } | null;
}

/** None of the results has failed. O(responses * scales). */
export function sortScores(plan: Plan, { totals, scales, unanswered }: ScoredBatch): SortedScores {
  const { minUnits: least, maxUnits: most } = plan.cells;
  return {
    total: distinctValues(totals, { least, most }),
    tests: plan.tests.map((test, index) => {
      const values = scales[index];
      const open = unanswered.scales[index] ?? null;
      if (test === null || values === undefined || open === null) return null;
      return sortTest(test, values, open);
    }),
  };
}

function sortTest(test: TestPlan, values: Float64Array, unanswered: Float64Array): SortedTest {
  const { least } = test;
  const range = test.most - least + 1;
  const isSorted = isNarrow(test, values.length);
  const counts = new Int32Array(isSorted ? 2 * range : 0);
  const blocks = new Int8Array(values.length);
  const distances = new Float64Array(values.length);
  let missing = 0;
  for (let response = 0; response < values.length; response++) {
    const value = values[response] as number;
    if (value !== value) {
      blocks[response] = -1;
      missing++;
      continue;
    }
    const distance = value - least;
    const block = (unanswered[response] as number) > 0 ? 1 : 0;
    blocks[response] = block;
    distances[response] = distance;
    if (!isSorted) continue;
    const place = (Math.imul(block, range) + distance) | 0;
    counts[place] = (counts[place] as number) + 1;
  }
  return { blocks, distances, distinct: isSorted ? sortedOf(counts, least, missing) : null };
}

function sortedOf(counts: Int32Array, least: number, missing: number): SortedTest["distinct"] {
  const range = counts.length / 2;
  const complete = counts.subarray(0, range);
  const partial = counts.subarray(range);
  const all = complete.map((count, place) => count + (partial[place] as number));
  return {
    all: distinctOf(all, least, missing),
    blocks: [distinctOf(complete, least, 0), distinctOf(partial, least, 0)],
  };
}
