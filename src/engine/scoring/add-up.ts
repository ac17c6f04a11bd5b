/**
 * The innermost loop: responses in, sums out.
 *
 * @module
 */

import type { Plan, ResponseBatch } from "./plan.ts";
import type { NarrowWorth, QuadWorth, SumTable, WideWorth } from "./sum-plan.ts";
import { LONG_CODES } from "./quads.ts";

/** A batch in codes. */
export interface Codes {
  readonly batch: ResponseBatch;
  /** Level codes of the wide items, shape [count, plan.wide.count]. */
  readonly levels: Uint16Array;
}

/**
 * What the codes of a table's members are worth, added up for each response of
 * a batch: whole numbers, exact. A response that holds a code without worth
 * comes out as NaN.
 *
 * O(responses * members) time; allocates nothing. Items of few codes
 * that lie side by side are read four and looked up two at a time, which takes
 * a third of the time.
 *
 * @param sums Shape [count]: filled, whatever was in it.
 */
export function addUp(
  plan: Plan,
  table: SumTable,
  { batch, levels }: Codes,
  sums: Float64Array,
): void {
  const seen = addQuads(plan.rowLength, table.quads, batch.rows, sums);
  if ((seen & LONG_CODES) !== 0) {
    // A code of later revisions does not fit into four bits, and would name another pair.
    sums.fill(0);
    addNarrow(plan.rowLength, table.quadMembers(), batch.rows, sums);
  }
  if (table.singles.offsets.length > 0) addNarrow(plan.rowLength, table.singles, batch.rows, sums);
  if (table.wide.slots.length > 0) addWide(plan.wide.count, table.wide, levels, sums);
}

/** @returns The bits of all codes that it met, one over the other. */
function addQuads(
  rowLength: number,
  { offsets, worth }: QuadWorth,
  rows: Uint8Array,
  sums: Float64Array,
): number {
  const codes = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  let seen = 0;
  let row = 0;
  for (let response = 0; response < sums.length; response++) {
    let even = 0;
    let odd = 0;
    for (let quad = 0; quad < offsets.length; quad++) {
      const four = codes.getInt32(row + (offsets[quad] as number), true);
      seen |= four;
      // The codes of two items in one byte, and of the other two in another.
      const pairs = four | (four >>> 4);
      even += worth[(quad << 9) | (pairs & 255)] as number;
      odd += worth[(quad << 9) | 256 | ((pairs >>> 16) & 255)] as number;
    }
    sums[response] = even + odd;
    row += rowLength;
  }
  return seen;
}

function addNarrow(
  rowLength: number,
  { offsets, worth }: NarrowWorth,
  rows: Uint8Array,
  sums: Float64Array,
): void {
  let row = 0;
  for (let response = 0; response < sums.length; response++) {
    let sum = sums[response] as number;
    for (let member = 0; member < offsets.length; member++) {
      const code = rows[row + (offsets[member] as number)] as number;
      sum += worth[(member << 8) | code] as number;
    }
    sums[response] = sum;
    row += rowLength;
  }
}

/** @param stride Levels of a response. */
function addWide(
  stride: number,
  { slots, starts, worth }: WideWorth,
  levels: Uint16Array,
  sums: Float64Array,
): void {
  let row = 0;
  for (let response = 0; response < sums.length; response++) {
    let sum = sums[response] as number;
    for (let place = 0; place < slots.length; place++) {
      const level = levels[row + (slots[place] as number)] as number;
      sum += worth[(starts[place] as number) + level] as number;
    }
    sums[response] = sum;
    row += stride;
  }
}
