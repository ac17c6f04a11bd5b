/**
 * What transforms work on.
 *
 * @module
 */

import type { Rational } from "../../numbers/rational.ts";

export interface Measure {
  readonly value: Rational;
  /**
   * How far rounding to micropoints may have moved the value: eighteen thirds
   * are 5.999994 in micropoints and must still find the table's row of 6.
   */
  readonly slack: Rational;
  /** Standard error: that of a table's row, or one that lines carried along. */
  readonly se: Rational | null;
}

/** One transform for one group; null where its table has no row for the value. */
export type Step = (before: Measure) => Measure | null;
