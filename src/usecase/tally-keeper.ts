/**
 * The stored tally of a revision, and the copy of it that a run works on.
 *
 * @module
 */

import type { Plan } from "#engine/scoring/plan.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";
import { decodeTally, encodeTally, isReadableTally } from "#engine/statistics/tally-codec.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { type Counted, readTally, saveTally, type StoredTally } from "#store/tallies.ts";

import type { Deps } from "./deps.ts";
import { retry } from "./retry.ts";

export interface KeptTally {
  readonly tally: Tally;
  /** What it covers; null where nothing is counted yet. */
  readonly counted: Counted | null;
  /**
   * What is stored, to be replaced; null where nothing is. It differs from
   * `counted` where another version of the service wrote it: its counts cannot
   * be read.
   */
  readonly stored: Counted | null;
}

export interface TallyOwner {
  readonly key: AssessmentKey;
  readonly revision: number;
  readonly plan: Plan;
}

export async function loadTally(
  deps: Pick<Deps, "db" | "isPassingFault">,
  { key, revision, plan }: TallyOwner,
): Promise<KeptTally> {
  return keptTally(plan, await retry(deps, () => readTally(deps.db, key, revision)));
}

/** @param stored May be older than what another run has saved since: saving this one's then fails. */
export function keptTally(plan: Plan, stored: StoredTally | null): KeptTally {
  if (stored === null) return { tally: emptyTally(plan), counted: null, stored: null };
  const { upto, inputsVersion, state } = stored;
  const counted = { upto, inputsVersion };
  return isReadableTally(state)
    ? { tally: decodeTally(plan, state), counted, stored: counted }
    : { tally: emptyTally(plan), counted: null, stored: counted };
}

/**
 * Saves what a tally now covers unless another run has saved first. A save whose
 * answer was lost looks like the other run's: reloading finds it either way.
 *
 * @returns Whether this save won; if not, load again and go on from there.
 */
async function storeTally(
  deps: Pick<Deps, "db" | "isPassingFault">,
  { key, revision }: TallyOwner,
  { tally, stored }: KeptTally,
  now: Counted,
): Promise<boolean> {
  const state = encodeTally(tally);
  return await retry(deps, () =>
    saveTally(deps.db, key, revision, { expected: stored, ...now, state }),
  );
}

/** The tally to go on with: this run's, or where another was first, the other's. */
export async function saveOrReload(
  deps: Pick<Deps, "db" | "isPassingFault">,
  owner: TallyOwner,
  kept: KeptTally,
  now: Counted,
): Promise<KeptTally> {
  const won = await storeTally(deps, owner, kept, now);
  return won ? { tally: kept.tally, counted: now, stored: now } : await loadTally(deps, owner);
}
