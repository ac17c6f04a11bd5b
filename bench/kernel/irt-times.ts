/** Of EAP estimates of all responses, with 61 nodes. */
export interface IrtTimes {
  /** Median milliseconds of the engine. */
  readonly engine: number;
  /** Milliseconds of the plain implementation, run once over a tenth and multiplied by ten. */
  readonly plain: number;
  /** Between the two, of any theta or standard error. */
  readonly largestDifference: number;
  /** Mebibytes by which the process grew from its first batch to its last. */
  readonly grown: number;
  /** Of the bytes of all estimates. */
  readonly digest: string;
}
