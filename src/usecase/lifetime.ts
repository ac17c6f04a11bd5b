/**
 * What a process keeps between requests. Losing it only costs time.
 *
 * @module
 */

import type { Plan } from "#engine/scoring/plan.ts";

import type { CodeBookOfAssessment } from "./code-book.ts";
import { LruMap } from "./lru-map.ts";
import type { Caller } from "./authenticate.ts";
import type { ScoredRun } from "./score-assessment.ts";
import type { SubmissionQueue } from "./submission-queue.ts";
import type { Form } from "./submission-target.ts";

export interface Lifetime {
  /** Runs under way in this process, by assessment and revision. */
  readonly runs: Map<string, Promise<ScoredRun>>;
  /** Compiled plans, by assessment, revision and layout. */
  readonly plans: LruMap<string, Plan>;
  /** Known answer codes, by assessment. */
  readonly codeBooks: LruMap<number, CodeBookOfAssessment>;
  /** What submissions are checked against, by assessment and revision. */
  readonly targets: LruMap<string, Form>;
  /** Single submissions that wait to be stored together, by assessment. */
  readonly submissions: Map<string, SubmissionQueue>;
  /** Keys seen lately, by hash: who they are of, and until when that is believed. */
  readonly callers: LruMap<string, Believed>;
  /** Keys that are none, apart: however many someone tries, they push out no caller. */
  readonly strangers: LruMap<string, Believed>;
}

interface Believed {
  readonly caller: Caller | null;
  readonly until: number;
}

interface Sizes {
  readonly plans: number;
  readonly codeBooks: number;
}

/** A code book holds up to some 30 MB, a plan 8 MB beside its tables: few of them are kept. */
export function createLifetime(
  { plans, codeBooks }: Sizes = { plans: 16, codeBooks: 16 },
): Lifetime {
  return {
    runs: new Map(),
    plans: new LruMap(plans),
    codeBooks: new LruMap(codeBooks),
    targets: new LruMap(64),
    submissions: new Map(),
    callers: new LruMap(10_000),
    strangers: new LruMap(10_000),
  };
}
