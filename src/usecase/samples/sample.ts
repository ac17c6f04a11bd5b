/** An assessment with responses, for a first start. */
export interface Sample {
  readonly id: string;
  readonly definition: unknown;
  /** How many `rows` gives. */
  readonly responses: number;
  /** The same responses every time. */
  readonly rows: () => Iterable<unknown>;
}
