/**
 * Counts the scales of a batch as tests of their own.
 *
 * @module
 */

import type { Plan, TestPlan } from "../scoring/plan.ts";
import type { CodedBatch } from "./count-cells.ts";
import { countQuads } from "./count-quads.ts";
import type { DistinctValues } from "./distinct-values.ts";
import { addDistinct, addToMoments, type Moments } from "./moments.ts";
import type { SortedScores, SortedTest } from "./sort-scores.ts";
import type { Tally } from "./tally.ts";
import { addDistances, type TestTally } from "./test-tally.ts";

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
  return distances.map((distance, at) => (blocks[at] === block ? distance + least : Number.NaN));
}

function countPlaces({ valueCount }: TestPlan, tally: TestTally, sorted: SortedTest): void {
  if (valueCount === null) return;
  const { histogram } = tally;
  const { blocks, distances } = sorted;
  for (let response = 0; response < blocks.length; response++) {
    const block = blocks[response] as number;
    if (block < 0) continue;
    const place = block * valueCount + (distances[response] as number);
    histogram[place] = (histogram[place] as number) + 1;
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
  const isCounted = countQuads(tally, test.quads, {
    stride: test.stride,
    range: test.most - test.least,
    rowLength: plan.rowLength,
    rows: batch.rows,
    ...sorted,
  });
  const narrow = isCounted ? test.singles : [...test.singles, ...test.quads.flat()];
  for (const { start, item } of narrow) {
    const source = { codes: batch.rows, at: item.offset, step: plan.rowLength };
    countMember(tally, { stride: test.stride, start, ...sorted }, source);
  }
  for (const { start, item } of test.wide) {
    const source = { codes: levels, at: item.slot, step: plan.wide.count };
    countWideMember(tally, { stride: test.stride, start, ...sorted }, source);
  }
}

interface MemberPlaces extends Pick<SortedTest, "blocks" | "distances"> {
  readonly stride: number;
  readonly start: number;
}

/** A member's codes: the first, and how far each is from the one before. */
interface Source<Codes> {
  readonly codes: Codes;
  readonly at: number;
  readonly step: number;
}

function countMember(
  tally: TestTally,
  { stride, start, blocks, distances }: MemberPlaces,
  { codes, at, step }: Source<Uint8Array>,
): void {
  const { counts } = tally;
  for (let response = 0, place = at; response < blocks.length; response++, place += step) {
    const block = blocks[response] as number;
    if (block < 0) continue;
    const cell = block * stride + start + (codes[place] as number);
    counts[cell] = (counts[cell] as number) + 1;
    addDistances(tally, cell, distances[response] as number);
  }
}

/** The same once more, for engines are slow where one loop reads two kinds of array. */
function countWideMember(
  tally: TestTally,
  { stride, start, blocks, distances }: MemberPlaces,
  { codes, at, step }: Source<Uint16Array>,
): void {
  const { counts } = tally;
  for (let response = 0, place = at; response < blocks.length; response++, place += step) {
    const block = blocks[response] as number;
    if (block < 0) continue;
    const cell = block * stride + start + (codes[place] as number);
    counts[cell] = (counts[cell] as number) + 1;
    addDistances(tally, cell, distances[response] as number);
  }
}
