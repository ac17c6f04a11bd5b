/**
 * Sorts the scores of a batch out: which different ones there are, and where
 * each response counts.
 *
 * Who answered everything and who has no value is as good as random, and a
 * wrong guess costs an engine more than the rest of a turn: so these loops
 * compute with comparisons and never branch on them.
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
  /** Of each response: 0 where every member was answered, 1 where one was not, 2 where there is no value. */
  readonly blocks: Uint8Array;
  /** 2, or 3 where some have no value. */
  readonly blockCount: 2 | 3;
  /** T - least; of no use where there is no value. */
  readonly distances: Int32Array | Float64Array;
  /** null where sorting them out does not pay. */
  readonly distinct: {
    readonly all: DistinctValues;
    readonly blocks: readonly [complete: DistinctValues, partial: DistinctValues];
  } | null;
}

/** None of the results has failed. O(responses * scales). */
export function sortScores(plan: Plan, scored: ScoredBatch): SortedScores {
  const { minUnits: least, maxUnits: most } = plan.cells;
  return {
    total: distinctValues(scored.totals, { least, most }),
    tests: plan.tests.map((test, index) => {
      const scale = plan.scales[index];
      const wholes = scored.wholes[index] ?? null;
      const unanswered = scored.unanswered.scales[index] ?? null;
      if (test === null || scale === undefined || wholes === null || unanswered === null) {
        return null;
      }
      const most = scale.members.length - scale.leastAnswered;
      return sortTest(test, {
        wholes,
        unanswered,
        most,
        isAlwaysThere: scale.leastAnswered === 0,
      });
    }),
  };
}

interface TestScores {
  readonly wholes: Float64Array;
  readonly unanswered: Uint16Array;
  /** There is no value where more are unanswered. */
  readonly most: number;
  /** The scale has a value in every response. */
  readonly isAlwaysThere: boolean;
}

/** Distances below this are whole numbers of 32 bits. */
const WIDEST_RANGE = 2 ** 31;

function sortTest(test: TestPlan, scores: TestScores): SortedTest {
  const { wholes } = scores;
  const { least, most } = test;
  const blocks = new Uint8Array(wholes.length);
  const blockCount = scores.isAlwaysThere ? 2 : BLOCKS;
  if (most - least >= WIDEST_RANGE) {
    placeBlocks(blocks, scores);
    return { blocks, blockCount, distances: wholes.map((whole) => whole - least), distinct: null };
  }
  const distances = new Int32Array(wholes.length);
  if (isNarrow(test, wholes.length)) {
    const counts = new Int32Array(BLOCKS * (most - least + 1));
    placeAndCount({ blocks, distances, counts }, scores, least);
    return { blocks, blockCount, distances, distinct: sortedOf(counts, least) };
  }
  placeBlocks(blocks, scores);
  for (let response = 0; response < wholes.length; response++) {
    distances[response] = ((wholes[response] as number) - least) | 0;
  }
  return { blocks, blockCount, distances, distinct: null };
}

/** Complete, partial, without a value. */
const BLOCKS = 3;

function placeBlocks(blocks: Uint8Array, { unanswered, most }: TestScores): void {
  for (let response = 0; response < blocks.length; response++) {
    const open = unanswered[response] as number;
    const isPartial = Number(open > 0);
    blocks[response] = isPartial + (isPartial & Number(open > most));
  }
}

interface Sorting {
  readonly blocks: Uint8Array;
  readonly distances: Int32Array;
  /** By block and distance. */
  readonly counts: Int32Array;
}

function placeAndCount(
  { blocks, distances, counts }: Sorting,
  { wholes, unanswered, most }: TestScores,
  least: number,
): void {
  const range = counts.length / BLOCKS;
  for (let response = 0; response < blocks.length; response++) {
    const open = unanswered[response] as number;
    const isPartial = Number(open > 0);
    const block = isPartial + (isPartial & Number(open > most));
    const distance = ((wholes[response] as number) - least) | 0;
    const place = (Math.imul(block, range) + distance) | 0;
    counts[place] = (counts[place] as number) + 1;
    blocks[response] = block;
    distances[response] = distance;
  }
}

function sortedOf(counts: Int32Array, least: number): SortedTest["distinct"] {
  const range = counts.length / BLOCKS;
  const complete = counts.subarray(0, range);
  const partial = counts.subarray(range, 2 * range);
  const missing = counts.subarray(2 * range).reduce((sum, count) => sum + count, 0);
  const all = complete.map((count, place) => count + (partial[place] as number));
  return {
    all: distinctOf(all, least, missing),
    blocks: [distinctOf(complete, least, 0), distinctOf(partial, least, 0)],
  };
}
