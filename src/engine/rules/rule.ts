/**
 * What every scoring rule provides.
 *
 * @module
 */

import type { Fault } from "../definition/fault.ts";
import type { Rational } from "../numbers/rational.ts";

import type { Answer } from "./compiled-item.ts";

/** What JSON holds. Exact numbers are text: "2", "-2/3". */
export type Shown =
  | string
  | number
  | boolean
  | null
  | readonly Shown[]
  | { readonly [name: string]: Shown };

/** What a formula sees in one answer, so that a person can follow it. */
export interface Reading {
  /** The answer as it was compared: text folded, numbers exact, a set without repetitions. */
  readonly normal: Shown;
  /** The counts and matches that the points follow from. */
  readonly evidence: { readonly [name: string]: Shown };
}

/** A rule applied to one item: points before deduction, limits and weight. */
export interface Formula {
  /** Points of an answer, or null for one that counts as omitted. Throws for an impossible one. */
  readonly points: (answer: Answer) => Rational | null;
  /**
   * Every value that `points` can give; may hold a value twice. Not what would
   * have been worth an answer that counts as omitted: of those it holds null.
   */
  readonly values: readonly (Rational | null)[];
  /** What `points` goes by, from the same intermediate values; only asked for answers it took. */
  readonly reading?: (answer: Answer) => Reading;
}

/** Something that must hold between the fields of one item. */
export interface Check<Item> {
  /** The fields that the check reads; it is skipped when one of them is faulty itself. */
  readonly reads: readonly string[];
  /** Paths are relative to the item. */
  faults(item: Item): readonly Fault[];
}

/**
 * `checks` and `formula` are methods on purpose: TypeScript then lets the rule
 * of one shape of item stand among those of its type, and the registry, which
 * finds a rule by the item's own `rule`, keeps the two together.
 */
export interface Rule<Item> {
  readonly checks: readonly Check<Item>[];
  formula(item: Item): Formula;
}
