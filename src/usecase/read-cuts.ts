/**
 * Reads how sure the cuts of the newest succeeded run are.
 *
 * @module
 */

import type { CutSetReport, ThetaCutsReport } from "#engine/statistics/cuts/cut-report.ts";
import { reportCuts } from "#engine/statistics/cuts/report-cuts.ts";
import { reportThetaCuts } from "#engine/statistics/cuts/report-theta-cuts.ts";
import { ok, type Result } from "#result";

import { cutsPlace } from "./cached-place.ts";
import { type CachedText, readCachedText } from "./cached-text.ts";
import { countCuts, type CutOptions } from "./count-cuts.ts";
import type { Deps } from "./deps.ts";
import { inTurns } from "./in-turns.ts";
import {
  scoredRevision,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";

export interface CutsView {
  /** Id of the run. */
  readonly run: string;
  readonly revision: number;
  /** The run covers the ordinals 1 to `upto`. */
  readonly upto: number;
  /** How near is near. */
  readonly within: number;
  /** One for each set of bands on points, percents or values, in the order of the definition. */
  readonly sets: readonly CutSetReport[];
  /** Bands on abilities, then abilities asked for, by entry of `irt`; only where there are any. */
  readonly thetas?: readonly ThetaCutsReport[];
}

export type ReadCutsInput = ScoredRevisionInput & CutOptions;

type Reach = Pick<
  Deps,
  "db" | "cache" | "observe" | "lifetime" | "isPassingFault" | "limits" | "log"
>;

export async function readCuts(
  deps: Reach,
  input: ReadCutsInput,
): Promise<Result<CachedText, ScoredRevisionFailure>> {
  return await readCachedText(deps, cutsPlace(input), () => loadCuts(deps, input));
}

async function loadCuts(
  deps: Reach,
  input: ReadCutsInput,
): Promise<Result<CutsView, ScoredRevisionFailure>> {
  const scored = await scoredRevision(deps, input);
  if (!scored.ok) return scored;
  const { run } = scored.value;
  const { within, reliability } = input;
  const counts = await countCuts(deps, scored.value, input);
  const sets = await inTurns(counts.sets, ({ set, ...facts }) =>
    reportCuts(set, { ...facts, reliability }),
  );
  const thetas = await inTurns(counts.thetas, reportThetaCuts);
  return ok({
    run: run.id,
    revision: run.revision,
    upto: run.upto,
    within,
    sets,
    ...(thetas.length + input.thetas.length === 0 ? {} : { thetas }),
  });
}
