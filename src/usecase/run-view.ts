/**
 * A run as callers read it.
 *
 * @module
 */

export interface RunView {
  readonly id: string;
  readonly assessment: string;
  readonly revision: number;
  readonly status: "running" | "succeeded" | "failed";
  /** The run covers the ordinals 1 to `upto`. */
  readonly upto: number;
  readonly counts: RunCounts;
  readonly timings: RunTimings;
  /** Present on a failed run: the batch that failed, and why in words without secrets. */
  readonly failure: RunFailure | null;
  /** A hash of all results that does not depend on the order of computing. */
  readonly digest: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

export interface RunCounts {
  /** Responses the run covers. */
  readonly total: number;
  /** Results that count now, those of earlier runs included. */
  readonly scored: number;
  readonly pending: number;
  readonly failed: number;
  /** Results that this run computed. */
  readonly new: number;
}

/** Milliseconds of the wall; the stages of parallel lanes add up to more than the total. */
export interface RunTimings {
  readonly totalMs: number;
  readonly readMs: number;
  readonly scoreMs: number;
  readonly writeMs: number;
  readonly batches: number;
  readonly retries: number;
  readonly fallbacks: number;
}

export interface RunFailure {
  readonly batch: { readonly from: number; readonly to: number };
  readonly cause: string;
}
