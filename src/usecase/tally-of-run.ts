import type { Group } from "#engine/scoring/plan.ts";
import { chosenAttempts } from "#engine/statistics/chosen-attempts.ts";
import { countInto } from "#engine/statistics/count-batch.ts";
import { groupIndex } from "#engine/statistics/group-places.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";

import type { Deps } from "./deps.ts";
import { ratingsOfRun } from "./ratings-of-run.ts";
import type { ScoredRevision } from "./scored-revision.ts";
import { loadTally } from "./tally-keeper.ts";
import { walkRun } from "./walk-run.ts";

/**
 * The counts of the results that a run's summary is about, or of those of them
 * that are in a group.
 *
 * Mostly they are stored, and no response is read. They are counted anew, in
 * one pass, where only some attempts count, where the definition does not
 * declare the group, where nothing is stored, and where what is stored covers
 * more than the run, or goes by later ratings: a later run has begun, or has
 * failed on its way. So what is said is always of the run that is named. Groups
 * inside it are then left out.
 *
 * @param group null for all results.
 */
export async function tallyOfRun(
  deps: Pick<Deps, "db" | "isPassingFault" | "limits" | "log">,
  scored: ScoredRevision,
  group: Group | null,
): Promise<Tally> {
  const index = group === null ? null : groupIndex(scored.plan, group);
  if (index !== -1) {
    const stored = await storedTally(deps, scored);
    const own = index === null ? stored : stored?.groups[index];
    if (own) return own;
  }
  const plan = { ...scored.plan, groups: [] };
  const tally = emptyTally(plan);
  await walkRun(deps, { ...scored, plan }, { group, count: countInto(plan, tally) });
  return tally;
}

/** What is stored, groups and all; null where it is of other results than the run's summary. */
export async function storedTally(
  deps: Pick<Deps, "db" | "isPassingFault">,
  scored: ScoredRevision,
): Promise<Tally | null> {
  if (chosenAttempts(scored.plan.definition) !== null) return null;
  return await tallyOfAttempts(deps, scored);
}

/** What is stored of all attempts, whichever of them count; null where it is not of the run. */
export async function tallyOfAttempts(
  deps: Pick<Deps, "db" | "isPassingFault">,
  scored: ScoredRevision,
): Promise<Tally | null> {
  const { key, run, plan } = scored;
  const { tally, counted } = await loadTally(deps, { key, revision: run.revision, plan });
  if (counted?.upto !== run.upto) return null;
  return counted.inputsVersion === (await ratingsOfRun(deps, scored)) ? tally : null;
}
