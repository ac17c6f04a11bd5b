import type { Moments } from "./moments.ts";
import type { Tally } from "./tally.ts";
import { addDistances, type TestTally } from "./test-tally.ts";

/**
 * Takes `part` out of `tally`, which it was once added to: the counts of
 * responses whose results are about to change.
 *
 * Counts and sums come out exactly. A least or greatest value does not: the
 * next one is not known.
 *
 * @returns false where an extreme was taken out: `tally` is then of no use, and
 *   has to be counted anew.
 */
export function subtractTally(tally: Tally, part: Tally): boolean {
  tally.responses -= part.responses;
  tally.failed -= part.failed;
  tally.provisional -= part.provisional;
  tally.incomplete -= part.incomplete;
  takeCounts(tally.histogram, part.histogram);
  takeCounts(tally.cells, part.cells);
  takeCounts(tally.digest, part.digest);
  for (const [cell, sum] of part.remainders.entries()) {
    tally.remainders[cell] = (tally.remainders[cell] ?? 0n) - sum;
  }
  takeLists(tally.bands, part.bands);
  takeLists(tally.gates, part.gates);
  const groups = part.groups.map((group, index) =>
    subtractTally(tally.groups[index] as Tally, group),
  );
  const kept = [
    ...groups,
    takeMoments(tally.total, part.total),
    ...takeEach(tally.scales, part.scales),
    ...takeEach(tally.thetas, part.thetas),
    ...part.tests.flatMap((test, index) =>
      test === null ? [] : takeTest(tally.tests[index] as TestTally, test),
    ),
  ];
  return !kept.includes(false);
}

function takeEach(lists: readonly Moments[], parts: readonly Moments[]): boolean[] {
  return parts.map((part, index) => takeMoments(lists[index] as Moments, part));
}

function takeMoments(moments: Moments, part: Moments): boolean {
  moments.n -= part.n;
  moments.sum -= part.sum;
  moments.squares -= part.squares;
  return part.n === 0 || (part.min > moments.min && part.max < moments.max);
}

function takeTest(tally: TestTally, part: TestTally): boolean[] {
  takeCounts(tally.histogram, part.histogram);
  takeCounts(tally.counts, part.counts);
  for (let cell = 0; cell < part.low.length; cell++) {
    if (part.high.length > 0) {
      tally.high[cell] = (tally.high[cell] as number) - (part.high[cell] as number);
    }
    addDistances(tally, cell, -(part.low[cell] as number));
  }
  return takeEach(tally.moments, part.moments);
}

function takeLists(lists: readonly number[][], parts: readonly number[][]): void {
  for (const [index, counts] of parts.entries()) {
    const own = lists[index] as number[];
    for (const [place, n] of counts.entries()) own[place] = (own[place] as number) - n;
  }
}

/** Modulo 2^32, as the arrays are: only a digest ever wraps. */
function takeCounts(counts: Uint32Array, part: Uint32Array): void {
  for (let index = 0; index < counts.length; index++) {
    counts[index] = (counts[index] as number) - (part[index] as number);
  }
}
