import { mergeMoments, type Moments } from "./moments.ts";
import type { Tally } from "./tally.ts";
import { mergeTestTally, type TestTally } from "./test-tally.ts";

/** Adds `other` to `tally`; both are of one plan, and of different responses. */
export function mergeTally(tally: Tally, other: Tally): void {
  tally.responses += other.responses;
  tally.failed += other.failed;
  tally.provisional += other.provisional;
  tally.incomplete += other.incomplete;
  addCounts(tally.histogram, other.histogram);
  addCounts(tally.cells, other.cells);
  addCounts(tally.digest, other.digest);
  for (const [cell, sum] of other.remainders.entries()) {
    tally.remainders[cell] = (tally.remainders[cell] ?? 0n) + sum;
  }
  mergeMoments(tally.total, other.total);
  mergeLists(tally.scales, other.scales);
  mergeLists(tally.thetas, other.thetas);
  for (const [index, test] of other.tests.entries()) {
    if (test !== null) mergeTestTally(tally.tests[index] as TestTally, test);
  }
  for (const [index, group] of other.groups.entries()) {
    mergeTally(tally.groups[index] as Tally, group);
  }
  addLists(tally.bands, other.bands);
  addLists(tally.gates, other.gates);
}

function mergeLists(lists: readonly Moments[], others: readonly Moments[]): void {
  for (const [index, moments] of others.entries()) mergeMoments(lists[index] as Moments, moments);
}

function addLists(lists: readonly number[][], others: readonly number[][]): void {
  for (const [index, counts] of others.entries()) {
    const own = lists[index] as number[];
    for (const [place, n] of counts.entries()) own[place] = (own[place] as number) + n;
  }
}

/** Modulo 2^32, as the arrays are: only a digest ever wraps. */
function addCounts(counts: Uint32Array, other: Uint32Array): void {
  for (let index = 0; index < counts.length; index++) {
    counts[index] = (counts[index] as number) + (other[index] as number);
  }
}
