/**
 * Counts one member of a scale.
 *
 * @module
 */

import type { MemberCells } from "../scoring/plan.ts";
import { addCounted, COUNT, fitsOneNumber } from "./counted-sums.ts";
import type { SortedTest } from "./sort-scores.ts";
import { addDistances, type TestTally } from "./test-tally.ts";

export interface MemberBatch extends Pick<SortedTest, "blocks" | "distances"> {
  readonly member: MemberCells;
  readonly stride: number;
  /** The greatest distance. */
  readonly range: number;
}

/** A member's codes: the first, and how far each is from the one before. */
export interface MemberCodes {
  readonly codes: Uint8Array | Uint16Array;
  readonly at: number;
  readonly step: number;
}

/** O(responses). The member knows all codes. */
export function countMember(tally: TestTally, batch: MemberBatch, source: MemberCodes): void {
  if (fitsOneNumber(batch.blocks.length, batch.range)) countTogether(tally, batch, source);
  else countApart(tally, batch, source);
}

/** Complete, partial, and those without a value, which nobody reads. */
const BLOCKS = 3;

function countTogether(
  tally: TestTally,
  { member, stride, blocks, distances }: MemberBatch,
  { codes, at, step }: MemberCodes,
): void {
  const { length } = member.worth;
  const sums = new Float64Array(BLOCKS * length);
  for (let response = 0, from = at; response < blocks.length; response++, from += step) {
    const cell = Math.imul(blocks[response] as number, length) + (codes[from] as number);
    sums[cell] = (sums[cell] as number) + (distances[response] as number) * COUNT + 1;
  }
  for (const block of [0, 1]) {
    const start = block * stride + member.start;
    for (let code = 0; code < length; code++) {
      addCounted(tally, start + code, sums[block * length + code] as number);
    }
  }
}

function countApart(
  tally: TestTally,
  { member, stride, blocks, distances }: MemberBatch,
  { codes, at, step }: MemberCodes,
): void {
  const { counts } = tally;
  for (let response = 0, from = at; response < blocks.length; response++, from += step) {
    const block = blocks[response] as number;
    if (block === 2) continue;
    const cell = block * stride + member.start + (codes[from] as number);
    counts[cell] = (counts[cell] as number) + 1;
    addDistances(tally, cell, distances[response] as number);
  }
}
