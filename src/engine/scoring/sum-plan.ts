/**
 * How a plan adds points up: what each answer is worth in each sum.
 *
 * @module
 */

import type { PlanItem } from "./plan.ts";

/** What each code of some items adds to a sum. An item is in the quads, the singles or the wide members. */
export interface SumTable {
  readonly quads: QuadWorth;
  readonly singles: NarrowWorth;
  /** The members of the quads one by one, for rows that hold a code from 16 on: made when first asked for. */
  readonly quadMembers: () => NarrowWorth;
  readonly wide: WideWorth;
}

/** An item and what each of its cell codes adds; NaN for a code that the revision cannot read. */
export interface SumMember {
  readonly item: PlanItem;
  readonly worth: Float64Array;
}

/** Four items in bytes side by side, all of whose known codes are below 16. */
export interface QuadWorth {
  /** Byte of the row that holds the first of each four. */
  readonly offsets: Int32Array;
  /** Shape [quads, 2, 16, 16]: by the codes of two items, of the second and then of the first. */
  readonly worth: Float64Array;
}

export interface NarrowWorth {
  /** Byte of the row that holds each member. */
  readonly offsets: Int32Array;
  /** Shape [members, 256]. */
  readonly worth: Float64Array;
}

export interface WideWorth {
  readonly slots: Int32Array;
  /** Where each member's level codes begin in `worth`. */
  readonly starts: Int32Array;
  readonly worth: Float64Array;
}

/**
 * Sums that are added up as one number: each has some bits of it to itself, so
 * that an answer is looked up once, whatever total and scales it is in.
 */
export interface SumWord {
  readonly table: SumTable;
  /** From the lowest bits up; together at most 53. */
  readonly fields: readonly SumField[];
}

export interface SumField {
  /** Index into the plan's scales; null for the total. */
  readonly scale: number | null;
  readonly what: SumOf;
  readonly bits: number;
  /** The least that the sum can be: what is in the word is the distance from it. */
  readonly least: number;
}

/** A sum of points, the number of members that were not answered, or the share of those that were. */
export type SumOf = "value" | "unanswered" | "share";
