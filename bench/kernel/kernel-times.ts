/** Median milliseconds over all responses. */
export interface KernelTimes {
  /** A loop that adds up the bytes and does nothing else. */
  readonly bareSum: number;
  /** Totals, and scales where the form has some. */
  readonly totals: number;
  /** The same, and everything that is counted. */
  readonly counts: number;
}
