/** Why one row of a submission was not taken. */
export interface RowFault {
  /** Counted from 1; for CSV the header is line 1. */
  readonly line: number;
  readonly code: string;
  /** Where in the row, such as `answers.q9`; empty for the row as a whole. */
  readonly path: string;
  readonly message: string;
}
