/**
 * Two numbers in one: how many results there are, and the sum of their
 * distances, so that one addition does for both.
 *
 * @module
 */

import { addDistances, type TestTally } from "./test-tally.ts";

/** A count is below this, and the sum of distances is counted in it. */
export const COUNT = 2 ** 13;
/** Sums of fewer than `COUNT` distances below this stay below 2^53. */
const WIDEST = 2 ** 26;

/** Whether so many responses with such distances can be added up in one. */
export function fitsOneNumber(responses: number, greatest: number): boolean {
  return responses < COUNT && greatest < WIDEST;
}

/** Takes a sum apart, and adds it to a cell. */
export function addCounted(tally: TestTally, cell: number, counted: number): void {
  const sum = Math.floor(counted / COUNT);
  const { counts } = tally;
  counts[cell] = (counts[cell] as number) + (counted - sum * COUNT);
  addDistances(tally, cell, sum);
}
