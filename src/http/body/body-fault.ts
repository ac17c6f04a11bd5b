/**
 * Why a request body as a whole could not be read.
 *
 * @module
 */

export interface BodyFault {
  readonly code:
    | "body_encoding_not_supported"
    | "body_is_not_gzip"
    | "body_incomplete"
    | "body_too_large"
    | "body_too_deep"
    | "body_is_not_utf8"
    | "body_is_not_json"
    | "csv_header_invalid";
  readonly message: string;
  /** Where in the body, such as a column's name; left out for the body as a whole. */
  readonly path?: string;
}

/** Thrown by a reader that hands out rows: by then there is no return value left to carry the fault. */
export class BodyError extends Error {
  readonly fault: BodyFault;

  constructor(fault: BodyFault, cause?: unknown) {
    super(fault.message, { cause });
    this.name = "BodyError";
    this.fault = fault;
  }
}
