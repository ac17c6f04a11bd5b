/**
 * What became of the rows of a submission.
 *
 * @module
 */

import type { EncodedChunk } from "#engine/answers/encoded-chunk.ts";
import type { RowFault } from "#engine/answers/row-fault.ts";
import type { Outcome } from "#store/insert-responses.ts";

export interface SubmissionReportView {
  readonly accepted: number;
  /** The same content was there already; nothing was stored. */
  readonly duplicates: number;
  readonly rejected: number;
  /** The first of them by line. */
  readonly errors: readonly RowFault[];
  readonly errorsTotal: number;
}

const REPORTED_ERRORS = 100;

export class SubmissionReport {
  #accepted = 0;
  #duplicates = 0;
  #rejected = 0;
  #errors: RowFault[] = [];

  reject(fault: RowFault): void {
    this.#rejected++;
    this.#errors.push(fault);
    // A chunk's conflicts come later than faults of later lines: keep some more, sort, cut.
    if (this.#errors.length >= 4 * REPORTED_ERRORS) this.#cut();
  }

  add(outcome: "accepted" | "duplicate" | RowFault): void {
    if (outcome === "accepted") this.#accepted++;
    else if (outcome === "duplicate") this.#duplicates++;
    else this.reject(outcome);
  }

  count(chunk: EncodedChunk, outcomes: readonly Outcome[]): void {
    for (const [index, outcome] of outcomes.entries()) {
      this.add(outcome === "conflict" ? conflictAt(chunk.lines[index] as number) : outcome);
    }
  }

  counts(): Pick<SubmissionReportView, "accepted" | "duplicates" | "rejected"> {
    return {
      accepted: this.#accepted,
      duplicates: this.#duplicates,
      rejected: this.#rejected,
    };
  }

  view(): SubmissionReportView {
    this.#cut();
    return {
      ...this.counts(),
      errors: this.#errors,
      errorsTotal: this.#rejected,
    };
  }

  #cut(): void {
    this.#errors = this.#errors.toSorted((a, b) => a.line - b.line).slice(0, REPORTED_ERRORS);
  }
}

function conflictAt(line: number): RowFault {
  return {
    line,
    code: "response_conflict",
    path: "",
    message: "Another response of this candidate and attempt is stored already.",
  };
}
