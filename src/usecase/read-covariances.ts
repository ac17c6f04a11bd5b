/**
 * Reads what the covariances of items say of the reliability of the newest
 * succeeded run.
 *
 * @module
 */

import type { Group } from "#engine/scoring/plan.ts";
import { addToPairSums } from "#engine/statistics/covariances/add-to-pair-sums.ts";
import { columnCount } from "#engine/statistics/covariances/pair-sums.ts";
import { openPairSums, productsOf } from "#engine/statistics/covariances/open-pair-sums.ts";
import {
  type ReliabilityByCovariance,
  reliabilityByCovariance,
} from "#engine/statistics/covariances/reliability-by-covariance.ts";
import { ok, type Result } from "#result";

import { reliabilityPlace } from "./cached-place.ts";
import { type CachedText, readCachedText } from "./cached-text.ts";
import type { Deps } from "./deps.ts";
import {
  scoredRevision,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";
import { shorterBatches } from "./shorter-batches.ts";
import { walkRun } from "./walk-run.ts";

export interface ReadCovariancesInput extends ScoredRevisionInput {
  /** Only results of this group; null for all. */
  readonly where: Group | null;
}

export interface CovariancesView {
  /** Id of the run. */
  readonly run: string;
  readonly revision: number;
  /** The run covers the ordinals 1 to `upto`. */
  readonly upto: number;
  /** The group that it is of; left out where it is of all results. */
  readonly where?: Group;
  readonly total: ReliabilityByCovariance;
  /** Those whose aggregate is a sum. */
  readonly scales: readonly ReliabilityByCovariance[];
}

type ReadDeps = Pick<
  Deps,
  "db" | "cache" | "observe" | "lifetime" | "isPassingFault" | "limits" | "log"
>;

/** Its text is a `CovariancesView`. */
export async function readCovariances(
  deps: ReadDeps,
  input: ReadCovariancesInput,
): Promise<Result<CachedText, ScoredRevisionFailure>> {
  return await readCachedText(deps, reliabilityPlace(input), () => loadCovariances(deps, input));
}

/** One pass over the responses for all tests; none where every test is refused. */
async function loadCovariances(
  deps: ReadDeps,
  input: ReadCovariancesInput,
): Promise<Result<CovariancesView, ScoredRevisionFailure>> {
  const scored = await scoredRevision(deps, input);
  if (!scored.ok) return scored;
  const { run, plan } = scored.value;
  const { where } = input;
  const tests = openPairSums(plan, run.upto);
  const open = tests.filter((test) => "sums" in test);
  if (open.length > 0) {
    const products = open.reduce((sum, { table }) => sum + productsOf(columnCount(table), 1), 0);
    const limits = shorterBatches(deps.limits, products);
    await walkRun({ ...deps, limits }, scored.value, {
      group: where,
      count: (settled) => {
        for (const { table, sums } of open) addToPairSums(plan, table, sums, settled);
      },
    });
  }
  const [total, ...scales] = tests.map(reliabilityByCovariance);
  if (total === undefined) throw new RangeError("a form without a total");
  return ok({
    run: run.id,
    revision: run.revision,
    upto: run.upto,
    ...(where === null ? {} : { where }),
    total,
    scales,
  });
}
