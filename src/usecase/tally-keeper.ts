/**
 * The stored tally of a revision, and the copy of it that a run works on.
 *
 * @module
 */

import type { Plan } from "#engine/scoring/plan.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";
import { decodeTally, encodeTally } from "#engine/statistics/tally-codec.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { readTally, saveTally } from "#store/tallies.ts";

import type { Deps } from "./deps.ts";
import { retry } from "./retry.ts";

export interface KeptTally {
  readonly tally: Tally;
  /** Ordinals 1..upto are counted in it; null where none is stored yet. */
  readonly storedUpto: number | null;
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
  const stored = await retry(deps, () => readTally(deps.db, key, revision));
  if (stored === null) return { tally: emptyTally(plan), storedUpto: null };
  return { tally: decodeTally(plan, stored.state), storedUpto: stored.upto };
}

/**
 * Saves counts of 1..upto unless another run has saved first. A save whose
 * answer was lost looks like the other run's: reloading finds it either way.
 *
 * @returns Whether this save won; if not, load again and go on from there.
 */
export async function storeTally(
  deps: Pick<Deps, "db" | "isPassingFault">,
  { key, revision }: TallyOwner,
  { tally, storedUpto }: KeptTally,
  upto: number,
): Promise<boolean> {
  const state = encodeTally(tally);
  return await retry(deps, () =>
    saveTally(deps.db, key, revision, { expectedUpto: storedUpto, upto, state }),
  );
}
