/**
 * A run as callers read it.
 *
 * @module
 */

import type { Run } from "#store/runs.ts";

export interface RunView {
  readonly id: string;
  readonly assessment: string;
  readonly revision: number;
  readonly status: "running" | "succeeded" | "failed";
  /** The run covers the ordinals 1 to `upto`. */
  readonly upto: number;
  readonly counts: RunCounts;
  /** null until the run has ended. */
  readonly timings: RunTimings | null;
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
}

/** Milliseconds of the wall; the stages of parallel lanes add up to more than the total. */
export interface RunTimings {
  readonly totalMs: number;
  readonly readMs: number;
  readonly scoreMs: number;
  readonly writeMs: number;
  /** Responses that this run scored. */
  readonly new: number;
  readonly batches: number;
  readonly retries: number;
  readonly fallbacks: number;
}

export interface RunFailure {
  /** Ordinals of the responses in it; absent where the run was interrupted between batches. */
  readonly batch?: { readonly from: number; readonly to: number };
  readonly cause: string;
}

/** @param assessment The caller's own id of it. */
export function runView(assessment: string, run: Run): RunView {
  const { id, revision, status, upto, counts, digest, startedAt, finishedAt } = run;
  return {
    id,
    assessment,
    revision,
    status,
    upto,
    counts,
    timings: run.timings as RunTimings | null,
    failure: run.failure as RunFailure | null,
    digest,
    startedAt,
    finishedAt,
  };
}
