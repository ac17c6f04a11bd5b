/** Of the analysis of one form's counts, in milliseconds. */
export interface ItemTimes {
  /** The total, and scales where the form has some. */
  readonly tests: number;
  /** The first analysis of a process, before anything of it was compiled. */
  readonly first: number;
  /** Median of later ones. */
  readonly engine: number;
  /** The plain implementation, of the total alone, run once over a tenth and multiplied by ten. */
  readonly plain: number;
  /** Between the two, of any statistic of the total of that tenth. */
  readonly largestDifference: number;
  /** Of the bytes of the analysis. */
  readonly digest: string;
}

/** Of sums over all pairs of items, in milliseconds. */
export interface CovarianceTimes {
  readonly engine: number;
  /** The plain implementation, run once over a tenth and multiplied by ten. */
  readonly plain: number;
  /** Between the two, of any covariance of that tenth. */
  readonly largestDifference: number;
  /** Of the bytes of all sums. */
  readonly digest: string;
}
