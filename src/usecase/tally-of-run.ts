import { chosenAttempts } from "#engine/statistics/chosen-attempts.ts";
import { countInto } from "#engine/statistics/count-batch.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";

import type { Deps } from "./deps.ts";
import type { ScoredRevision } from "./scored-revision.ts";
import { loadTally } from "./tally-keeper.ts";
import { walkRun } from "./walk-run.ts";

/**
 * The counts of the results that a run's summary is about.
 *
 * Mostly they are stored, and no response is read. They are counted anew, in
 * one pass, where only some attempts count, and where what is stored covers
 * more than the run: a later run has begun, or has failed on its way. So what
 * is said is always of the run that is named.
 */
export async function tallyOfRun(
  deps: Pick<Deps, "db" | "isPassingFault" | "limits" | "log">,
  scored: ScoredRevision,
): Promise<Tally> {
  const { key, run, plan } = scored;
  if (chosenAttempts(plan.definition) === null) {
    const { tally, counted } = await loadTally(deps, { key, revision: run.revision, plan });
    if (counted?.upto === run.upto) return tally;
  }
  const tally = emptyTally(plan);
  await walkRun(deps, scored, { count: countInto(plan, tally) });
  return tally;
}
