/**
 * Counts what a summary is made of: of every candidate the attempts that the
 * definition asks for.
 *
 * @module
 */

import type { Layout } from "#engine/answers/layout.ts";
import { chosenAttempts } from "#engine/statistics/chosen-attempts.ts";
import type { Tally } from "#engine/statistics/tally.ts";
import { ok, type Result } from "#result";

import { countAnew } from "./count-anew.ts";
import type { Deps } from "./deps.ts";
import { type Scoring, scoreChosen } from "./score-range.ts";
import type { BatchFailed } from "./score-segment.ts";
import type { ScoredUpto } from "./score-to-watermark.ts";

export interface CountedAttempts {
  /** Of the results that count. */
  readonly tally: Tally;
  readonly upto: number;
  /** Responses that are scored, those that do not count and those that failed among them. */
  readonly submitted: number;
}

/**
 * The tally of all results where all attempts count. Which one counts else can
 * change with every response, so nothing of it is kept: the chosen ones are
 * scored and counted anew, batch by batch, in memory that does not grow.
 */
export async function countAttempts(
  deps: Deps,
  scoring: Scoring,
  { tally, upto }: Pick<ScoredUpto, "tally" | "upto">,
  run: { readonly layout: Layout; readonly onBatch: () => Promise<void> },
): Promise<Result<CountedAttempts, BatchFailed>> {
  const submitted = tally.responses + tally.failed + tally.provisional;
  const attempts = chosenAttempts(scoring.plan.definition);
  if (attempts === null) return ok({ tally, upto, submitted });

  const chosen = await countAnew(deps, scoring, {
    ...run,
    upto,
    score: (range) => scoreChosen(deps, scoring, range, { attempts, upto }),
  });
  return chosen.ok ? ok({ tally: chosen.value, upto, submitted }) : chosen;
}
