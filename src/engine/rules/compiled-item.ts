/**
 * An item made ready for scoring.
 *
 * @module
 */

import type { Micropoints } from "../micropoints.ts";

import type { AnswerTrace } from "./trace-answer.ts";

/** What JSON holds, but for null, true and false. */
export type Answer = string | number | readonly Answer[] | { readonly [gap: string]: Answer };

export interface ItemTrace extends AnswerTrace {
  readonly points: Micropoints;
}

export interface CompiledItem {
  /**
   * Micropoints of an answer; never asked for an omitted one. Called once per
   * distinct answer, not once per response. An empty list that counts as omitted earns `blank`.
   *
   * @throws RangeError for an answer that the item cannot produce, because a
   * quiet 0 would be a wrong score.
   */
  readonly evaluate: (answer: Answer) => Micropoints;
  /** How `evaluate` comes to its points, or `blank` for null. */
  readonly trace: (answer: Answer | null) => ItemTrace;
  /**
   * Everything that an answer can earn, from the definition alone: ascending,
   * distinct. `blank` is not among it for an empty list that counts as omitted:
   * such a list has a code of its own.
   */
  readonly levels: readonly Micropoints[];
  /** What an omitted answer earns. */
  readonly blank: Micropoints;
  /** What the item adds to the largest possible total. */
  readonly maxPoints: Micropoints;
  /** Whether any level, or `blank`, was rounded to whole micropoints. */
  readonly rounded: boolean;
  /** How many values the formula lists: what compiling costs, whatever limits and weight make the same. */
  readonly valueCount: number;
}
