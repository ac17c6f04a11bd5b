/**
 * Which tests of a form get sums over pairs of items, within what may be spent.
 *
 * @module
 */

import type { Plan } from "../../scoring/plan.ts";
import {
  bytesOfPairSums,
  columnCount,
  emptyPairSums,
  type PairSums,
  triangular,
} from "./pair-sums.ts";
import { pairTable, type PairTable, type PairTest, pairTests } from "./pair-table.ts";

/** Bytes of the tables and sums of all tests together: one test of about 750 items. */
const MOST_BYTES = 16 * 2 ** 20;
/** Products of all tests together: some fifteen seconds of them. */
const MOST_PRODUCTS = 5e10;

/** Of an item whose answers are of one byte: two digits and a kind for each of 256 codes. */
const TABLE_BYTES = 256 * 17;

/**
 * - too_many_pairs: the sums would take too much memory;
 * - too_many_products: so many responses times so many pairs would take too long.
 */
export type PairRefusal = "too_many_pairs" | "too_many_products";

export type OpenedTest =
  | { readonly id: string; readonly table: PairTable; readonly sums: PairSums }
  | { readonly id: string; readonly refusal: PairRefusal };

/**
 * The total first, then scales in their order: one that does not fit leaves its
 * room to the next. The same definition and number of responses give the same
 * tests everywhere.
 *
 * @param responses That are to be counted.
 */
export function openPairSums(plan: Plan, responses: number): OpenedTest[] {
  let [bytes, products] = [0, 0];
  return pairTests(plan).map((test) => {
    const id = test?.id ?? "total";
    const room = { bytes: MOST_BYTES - bytes, products: MOST_PRODUCTS - products };
    const opened = openTest(plan, test, { ...room, responses });
    if (typeof opened === "string") return { id, refusal: opened };
    bytes += bytesOf(opened);
    products += productsOf(columnCount(opened), responses);
    return { id, table: opened, sums: emptyPairSums(opened) };
  });
}

interface Room {
  readonly bytes: number;
  readonly products: number;
  readonly responses: number;
}

function openTest(plan: Plan, test: PairTest, room: Room): PairTable | PairRefusal {
  const items = test?.members.length ?? plan.items.length;
  // A table of too many items is not even made: every item has a column at least.
  if (items * TABLE_BYTES + triangular(items, 0) * 5 * 8 > room.bytes) return "too_many_pairs";
  const table = pairTable(plan, test);
  if (bytesOf(table) > room.bytes) return "too_many_pairs";
  if (productsOf(columnCount(table), room.responses) > room.products) return "too_many_products";
  return table;
}

function bytesOf(table: PairTable): number {
  const { kinds, answers, blanks } = table;
  return kinds.byteLength + answers.byteLength + blanks.byteLength + bytesOfPairSums(table);
}

export function productsOf(columns: number, responses: number): number {
  return triangular(columns, 0) * responses;
}
