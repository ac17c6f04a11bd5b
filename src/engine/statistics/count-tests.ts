/**
 * Counts the scales of a batch as tests of their own.
 *
 * @module
 */

import type { Plan, TestPlan } from "../scoring/plan.ts";
import type { CodedBatch } from "./count-cells.ts";
import { countMember } from "./count-member.ts";
import { countQuads } from "./count-quads.ts";
import type { DistinctValues } from "./distinct-values.ts";
import { addDistinct, addToMoments, type Moments } from "./moments.ts";
import type { SortedScores, SortedTest } from "./sort-scores.ts";
import type { Tally } from "./tally.ts";
import type { TestTally } from "./test-tally.ts";

/** O(responses * members of all scales); none of the results has failed. */
export function countTests(
  plan: Plan,
  tally: Tally,
  coded: Omit<CodedBatch, "scored">,
  { tests }: SortedScores,
): void {
  for (const [index, test] of plan.tests.entries()) {
    const own = tally.tests[index] ?? null;
    const sorted = tests[index] ?? null;
    if (test === null || own === null || sorted === null) continue;
    countValues(test, own, sorted);
    countMembers(plan, { test, tally: own, sorted }, coded);
  }
}

function countValues(test: TestPlan, tally: TestTally, sorted: SortedTest): void {
  if (sorted.distinct === null) {
    addToMoments(tally.moments[0], valuesOf(test, sorted, 0));
    addToMoments(tally.moments[1], valuesOf(test, sorted, 1));
    countPlaces(test, tally, sorted);
    return;
  }
  for (const [block, distinct] of sorted.distinct.blocks.entries()) {
    addDistinct(tally.moments[block] as Moments, distinct);
    addToHistogram(test, tally, block, distinct);
  }
}

function valuesOf({ least }: TestPlan, { blocks, distances }: SortedTest, block: 0 | 1) {
  return Float64Array.from(blocks, (own, response) =>
    own === block ? (distances[response] as number) + least : Number.NaN,
  );
}

function countPlaces(
  { valueCount }: TestPlan,
  { histogram }: TestTally,
  { blocks, distances }: SortedTest,
): void {
  if (valueCount === null) return;
  for (let response = 0; response < blocks.length; response++) {
    const place = (blocks[response] as number) * valueCount + (distances[response] as number);
    if (place < histogram.length) histogram[place] = (histogram[place] as number) + 1;
  }
}

function addToHistogram(
  { least, valueCount }: TestPlan,
  { histogram }: TestTally,
  block: number,
  { values, counts }: DistinctValues,
): void {
  if (valueCount === null) return;
  for (let at = 0; at < values.length; at++) {
    const place = block * valueCount + (values[at] as number) - least;
    histogram[place] = (histogram[place] as number) + (counts[at] as number);
  }
}

interface Counting {
  readonly test: TestPlan;
  readonly tally: TestTally;
  readonly sorted: SortedTest;
}

function countMembers(
  plan: Plan,
  { test, tally, sorted }: Counting,
  { batch, levels }: Omit<CodedBatch, "scored">,
): void {
  const range = test.most - test.least;
  const { stride } = test;
  const places = { stride, range, ...sorted };
  const isCounted = countQuads(tally, test.quads, {
    rowLength: plan.rowLength,
    rows: batch.rows,
    ...places,
  });
  const narrow = isCounted ? test.singles : [...test.singles, ...test.quads.flat()];
  for (const member of narrow) {
    const source = { codes: batch.rows, at: member.item.offset, step: plan.rowLength };
    countMember(tally, { member, ...places }, source);
  }
  for (const member of test.wide) {
    const source = { codes: levels, at: member.item.slot, step: plan.wide.count };
    countMember(tally, { member, ...places }, source);
  }
}
