/**
 * Counts members of a scale four at a time: one addition for two answers, which
 * counts them and adds up the scale at once.
 *
 * @module
 */

import type { MemberCells } from "../scoring/plan.ts";
import { PAIR_CELLS } from "../scoring/quads.ts";
import { addDistances, type TestTally } from "./test-tally.ts";

export interface QuadBatch {
  readonly stride: number;
  /** The greatest distance. */
  readonly range: number;
  readonly rowLength: number;
  readonly rows: Uint8Array;
  /** 0 complete, 1 partial, -1 not counted. */
  readonly blocks: Int8Array;
  readonly distances: Float64Array;
}

/** A count has this many, and the sum of distances is counted in it. */
const COUNT = 2 ** 13;
/** Sums of fewer than `COUNT` distances up to this stay below 2^53. */
const WIDEST = 2 ** 26;
/** Below this many responses, going through the pairs of codes costs more than it saves. */
const LEAST_RESPONSES = 1_000;

/**
 * O(responses * quads) and O(pairs of codes).
 *
 * @param batch Holds no code that a member does not know: then four bits hold each.
 * @returns Whether it counted; if not, the members are to be counted one by one.
 */
export function countQuads(
  tally: TestTally,
  quads: readonly (readonly MemberCells[])[],
  batch: QuadBatch,
): boolean {
  const count = batch.blocks.length;
  if (count < LEAST_RESPONSES || count >= COUNT || batch.range >= WIDEST) return false;
  if (quads.length === 0) return true;
  const offsets = Int32Array.from(quads, ([first]) => first?.item.offset ?? 0);
  const pairs = new Float64Array(4 * quads.length * PAIR_CELLS);
  addPairs(pairs, offsets, batch);
  for (const [quad, members] of quads.entries()) {
    for (const half of [0, 1]) {
      const [first, second] = members.slice(2 * half) as [MemberCells, MemberCells];
      for (const block of [0, 1]) {
        const from = 2 * (block * quads.length + quad) + half;
        const own = pairs.subarray(from * PAIR_CELLS, (from + 1) * PAIR_CELLS);
        spread(tally, own, block * batch.stride + first.start, block * batch.stride + second.start);
      }
    }
  }
  return true;
}

/** One four after the other: its pairs stay near, and each row is read where it is. */
function addPairs(
  pairs: Float64Array,
  offsets: Int32Array,
  { rows, rowLength, blocks, distances }: QuadBatch,
): void {
  const codes = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  const ofBlock = offsets.length << 9;
  for (let quad = 0; quad < offsets.length; quad++) {
    let row = offsets[quad] as number;
    for (let response = 0; response < blocks.length; response++, row += rowLength) {
      const block = blocks[response] as number;
      if (block < 0) continue;
      const four = codes.getInt32(row, true);
      const two = four | (four >>> 4);
      const start = (Math.imul(block, ofBlock) + (quad << 9)) | 0;
      const first = start | (two & 255);
      const second = start | 256 | ((two >>> 16) & 255);
      const counted = (distances[response] as number) * COUNT + 1;
      pairs[first] = (pairs[first] as number) + counted;
      pairs[second] = (pairs[second] as number) + counted;
    }
  }
}

/** What pairs of codes hold belongs to both. */
function spread(tally: TestTally, pairs: Float64Array, first: number, second: number): void {
  for (let pair = 0; pair < pairs.length; pair++) {
    const counted = pairs[pair] as number;
    if (counted === 0) continue;
    const sum = Math.floor(counted / COUNT);
    const n = counted - sum * COUNT;
    const low = first + (pair & 15);
    const high = second + (pair >> 4);
    tally.counts[low] = (tally.counts[low] as number) + n;
    tally.counts[high] = (tally.counts[high] as number) + n;
    addDistances(tally, low, sum);
    addDistances(tally, high, sum);
  }
}
