/**
 * Counts members of a scale four at a time: one addition for two answers, which
 * counts them and adds up the scale at once.
 *
 * @module
 */

import type { MemberCells } from "../scoring/plan.ts";
import { PAIR_CELLS } from "../scoring/quads.ts";
import { Scratch } from "../scratch.ts";
import { addCounted, COUNT, fitsOneNumber } from "./counted-sums.ts";
import type { SortedTest } from "./sort-scores.ts";
import type { TestTally } from "./test-tally.ts";

export interface QuadBatch extends Pick<SortedTest, "blocks" | "blockCount" | "distances"> {
  /** The greatest distance. */
  readonly range: number;
  readonly stride: number;
  readonly rowLength: number;
  readonly rows: Uint8Array;
}

/** Below this many responses, going through the pairs of codes costs more than it saves. */
const LEAST_RESPONSES = 1_000;

/** 8 MiB of sums: of longer scales, members are counted one by one. */
const MOST_CELLS = 2 ** 20;

const scratch = new Scratch();

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
  if (count < LEAST_RESPONSES || !fitsOneNumber(count, batch.range)) return false;
  if (quads.length === 0) return true;
  const length = batch.blockCount * 2 * quads.length * PAIR_CELLS;
  if (length > MOST_CELLS) return false;
  const offsets = Int32Array.from(quads, ([first]) => first?.item.offset ?? 0);
  const pairs = scratch.take(length).fill(0);
  addPairs(pairs, offsets, batch);
  for (const [quad, members] of quads.entries()) {
    for (const half of [0, 1]) {
      const [first, second] = members.slice(2 * half) as [MemberCells, MemberCells];
      for (const block of [0, 1]) {
        const from = 2 * (block * quads.length + quad) + half;
        const own = { pairs, at: from * PAIR_CELLS };
        spread(tally, own, { first, second, from: block * batch.stride });
      }
    }
  }
  return true;
}

/** Row by row: neighbours often choose alike, and a sum that was just written is slow to be read again. */
function addPairs(
  pairs: Float64Array,
  offsets: Int32Array,
  { rows, rowLength, blocks, distances }: QuadBatch,
): void {
  const codes = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  const ofBlock = offsets.length << 9;
  let row = 0;
  for (let response = 0; response < blocks.length; response++, row += rowLength) {
    const entry = (distances[response] as number) * COUNT + 1;
    const block = Math.imul(blocks[response] as number, ofBlock);
    for (let quad = 0; quad < offsets.length; quad++) {
      const four = codes.getInt32(row + (offsets[quad] as number), true);
      const two = four | (four >>> 4);
      const start = (block + (quad << 9)) | 0;
      const first = start | (two & 255);
      const second = start | 256 | ((two >>> 16) & 255);
      pairs[first] = (pairs[first] as number) + entry;
      pairs[second] = (pairs[second] as number) + entry;
    }
  }
}

/** Members of a pair, and where the cells of a block begin. */
interface PairCells {
  readonly first: MemberCells;
  readonly second: MemberCells;
  readonly from: number;
}

/** What pairs of codes hold belongs to both: added up by each code, and then taken apart. */
function spread(
  tally: TestTally,
  { pairs, at }: { readonly pairs: Float64Array; readonly at: number },
  { first, second, from }: PairCells,
): void {
  const ofFirst = new Float64Array(first.worth.length);
  for (let high = 0; high < second.worth.length; high++) {
    let sum = 0;
    for (let low = 0; low < ofFirst.length; low++) {
      const counted = pairs[at + ((high << 4) | low)] as number;
      ofFirst[low] = (ofFirst[low] as number) + counted;
      sum += counted;
    }
    addCounted(tally, from + second.start + high, sum);
  }
  for (let low = 0; low < ofFirst.length; low++) {
    addCounted(tally, from + first.start + low, ofFirst[low] as number);
  }
}
