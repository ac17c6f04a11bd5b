/** Median milliseconds over all responses. */
export interface KernelTimes {
  /** A loop that adds up the bytes and does nothing else. */
  readonly bareSum: number;
  /** Totals alone. */
  readonly totals: number;
  /** Totals, and everything that is counted. */
  readonly counts: number;
}
