/**
 * What classical statistics are read off: the counts of one test, which is the
 * total or a scale whose value is a sum. Everything is a whole number, so
 * counts of different responses add in any order.
 *
 * x is what an answer is worth in the test, reversed and weighted where the
 * scale says so; T is the sum of x over the members that were answered, and of
 * what the definition gives for those that were not.
 *
 * @module
 */

import type { Rational } from "../../numbers/rational.ts";
import type { Moments } from "../moments.ts";
import type { HistogramBar } from "../summary.ts";

export interface TestCounts {
  /** "total", or the scale's id. */
  readonly id: string;
  /** Points in one unit. */
  readonly unit: Rational;
  /** In the order of the definition; of a scale, in the order of its members. */
  readonly items: readonly TestItem[];
  /** All final results: what is missing is worth its blank points, or nothing. */
  readonly all: TestBlock;
  /** Results in which every member was answered; null where counts do not tell them from others. */
  readonly complete: TestBlock | null;
  /**
   * Results that were not shown every item: totals over different sets of
   * items. Of a scale at least so many: those that were not shown the member
   * that fewest were shown. 0 means none.
   */
  readonly gaps: number;
  /** All final results by T, in points; null where values spread too far to be kept one by one. */
  readonly histogram: readonly HistogramBar[] | null;
}

export interface TestItem {
  readonly id: string;
  /** Least and greatest x that an answer can have. */
  readonly least: number;
  readonly most: number;
  readonly codes: readonly TestCode[];
}

/** One answer code of an item of one byte; of a wider item, one level of points or one state. */
export interface TestCode {
  /** States are below 8. */
  readonly code: number;
  /** In units. NaN where the revision cannot read the code: then nobody who is counted has it. */
  readonly x: number;
  readonly isAnswer: boolean;
}

export interface TestBlock {
  /** Of T, in units. */
  readonly total: Moments;
  /** Results by T; null where totals spread too far to be kept one by one. */
  readonly totals: TotalCounts | null;
  /** By item, in the order of `items`. */
  readonly items: readonly ItemCounts[];
}

/** Distinct totals, ascending, in units, and how many results have each. */
export interface TotalCounts {
  readonly totals: Float64Array;
  readonly counts: Float64Array;
}

export interface ItemCounts {
  /** Results by code, in the order of the item's `codes`. */
  readonly n: Float64Array;
  /** ΣT of those. */
  readonly totals: readonly bigint[];
  /**
   * Results by code and T, shape [codes, totals of the block]; null where they
   * are not kept, as for scales, or where totals are not either.
   */
  readonly joint: readonly Float64Array[] | null;
}
