/**
 * One more pass over the responses that a run's summary counts.
 *
 * @module
 */

import { chosenAttempts } from "#engine/statistics/chosen-attempts.ts";
import type { Group } from "#engine/scoring/plan.ts";
import type { CountableBatch } from "#engine/statistics/count-batch.ts";
import { ofGroup } from "#engine/statistics/group-places.ts";
import { settledResponses } from "#engine/statistics/settled-responses.ts";

import type { Deps } from "./deps.ts";
import { ratingsOfRun } from "./ratings-of-run.ts";
import { readAndScore, type Scoring, scoreChosen } from "./score-range.ts";
import type { ScoredRevision } from "./scored-revision.ts";
import { StageClock } from "./stage-clock.ts";
import { walkResponses } from "./walk-responses.ts";

export interface RunWalk {
  /** Told of every batch once, in no order: only results that are final, of attempts that count. */
  readonly count: (settled: CountableBatch) => void;
  /** Whether batches bring the attributes of responses; left out, where the plan needs them. */
  readonly withAttributes?: boolean;
  /** Only its responses are told of, and attributes are read to find them; left out, all are. */
  readonly group?: Group | null;
}

/** Throws what the database does. O(responses * items) time, memory that does not grow. */
export async function walkRun(
  deps: Pick<Deps, "db" | "isPassingFault" | "limits" | "log">,
  scored: ScoredRevision,
  { count, withAttributes, group = null }: RunWalk,
): Promise<void> {
  const { key, layout, plan } = scored;
  const { upto, revision } = scored.run;
  const scoring: Scoring = {
    key,
    revision,
    plan,
    ratings: await ratingsOfRun(deps, scored),
    clock: new StageClock(() => 0),
    ...(withAttributes === undefined ? {} : { withAttributes }),
    ...(group === null ? {} : { withAttributes: true }),
  };
  const attempts = chosenAttempts(plan.definition);
  const walked = await walkResponses(deps, scoring, {
    layout,
    upto,
    score: (range) =>
      attempts === null
        ? readAndScore(deps, scoring, range)
        : scoreChosen(deps, scoring, range, { attempts, upto }),
    count: (countable) => {
      const settled = settledResponses(plan, countable).countable;
      const own = group === null ? settled : ofGroup(plan, group, settled);
      if (group === null || own.batch.count > 0) count(own);
    },
  });
  if (!walked.ok) throw walked.error.error;
}
