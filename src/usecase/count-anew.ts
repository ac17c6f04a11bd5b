/**
 * Counts results that are stored once more, from the beginning.
 *
 * @module
 */

import { countInto } from "#engine/statistics/count-batch.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";
import { ok, type Result } from "#result";

import type { Deps } from "./deps.ts";
import type { Scoring } from "./score-range.ts";
import type { BatchFailed } from "./score-segment.ts";
import { type Walk, walkResponses } from "./walk-responses.ts";

/** The tally of what is walked. */
export async function countAnew(
  deps: Pick<Deps, "db" | "isPassingFault" | "limits" | "log">,
  scoring: Scoring,
  walk: Omit<Walk, "count">,
): Promise<Result<Tally, BatchFailed>> {
  const tally = emptyTally(scoring.plan);
  const walked = await walkResponses(deps, scoring, {
    ...walk,
    count: countInto(scoring.plan, tally),
  });
  return walked.ok ? ok(tally) : walked;
}
