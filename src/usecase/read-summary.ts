/**
 * Reads the summary of the newest succeeded run.
 *
 * @module
 */

import type { Source } from "#cache/front-cache.ts";
import { ok, type Result } from "#result";
import type { Summary } from "#engine/statistics/summary.ts";

import { summaryPlace } from "./cached-place.ts";
import type { Deps } from "./deps.ts";
import {
  scoredRun,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";
import { hashOfText } from "./text-hash.ts";

export interface SummaryView {
  /** Id of the run. */
  readonly run: string;
  readonly revision: number;
  /** The summary covers the ordinals 1 to `upto`. */
  readonly upto: number;
  readonly summary: Summary;
}

export interface SummaryText {
  /** A `SummaryView` as JSON: a hit is not parsed only to be written again. */
  readonly json: string;
  /** Of `json`: equal hashes are equal bytes. */
  readonly hash: string;
  readonly from: Source;
}

export async function readSummary(
  deps: Pick<Deps, "db" | "cache" | "observe">,
  input: ScoredRevisionInput,
): Promise<Result<SummaryText, ScoredRevisionFailure>> {
  const read = await deps.cache.read(summaryPlace(input), () => loadSummary(deps, input));
  if (!read.ok) return read;
  const { text, from } = read.value;
  deps.observe({ kind: "cache", outcome: from.kind });
  return ok({ hash: text.slice(0, HASH_LENGTH), json: text.slice(HASH_LENGTH), from });
}

const HASH_LENGTH = 64;

/** The hash, then the text: it is computed when the text is, not on every hit. */
async function loadSummary(
  deps: Pick<Deps, "db">,
  input: ScoredRevisionInput,
): Promise<Result<string, ScoredRevisionFailure>> {
  const run = await scoredRun(deps, input);
  if (!run.ok) return run;
  const { id, revision, upto, summary } = run.value;
  const view: SummaryView = { run: id, revision, upto, summary: summary as Summary };
  const json = JSON.stringify(view);
  return ok(`${await hashOfText(json)}${json}`);
}
