import type { ThetaEstimates } from "#engine/irt/estimate.ts";
import type { StoredThetas } from "#engine/irt/read-thetas.ts";
import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";
import type { ScoredBatch } from "#engine/scoring/score-batch.ts";
import type { ResultBatch, ThetaColumns } from "#store/insert-results.ts";

/** A scored batch as it is stored: whole numbers, null where there is no value. */
export function resultBatchOf(
  plan: Plan,
  { fromOrdinal, ordinals }: Pick<ResponseBatch, "fromOrdinal" | "ordinals">,
  scored: ScoredBatch,
): ResultBatch {
  const { totals, scales, maxima, provisional, thetas } = scored;
  return {
    fromOrdinal,
    ...(ordinals === undefined ? {} : { ordinals: [...ordinals] }),
    ...(thetas === null ? {} : { thetas: thetas.map(columnsOf) }),
    ...(provisional === null
      ? {}
      : { provisional: Array.from(provisional, (waits) => waits === 1) }),
    points: micropointsOf(totals, plan.unit, totals),
    maxPoints: maxima === null ? null : maximaOf(maxima.total, plan.maxPoints),
    scales: scales.map((values, index) =>
      micropointsOf(values, plan.scales[index]?.unit ?? plan.unit, totals),
    ),
  };
}

/** What is not finite is null: the reason says which end it is. */
function columnsOf({ theta, se, reason }: ThetaEstimates): ThetaColumns {
  return { theta: finiteOf(theta), se: finiteOf(se), reason: [...reason] };
}

function finiteOf(values: Float64Array): (number | null)[] {
  // Adding 0 turns -0 into 0.
  return Array.from(values, (value) => (Number.isFinite(value) ? value + 0 : null));
}

/** A failed result has neither points nor scales. */
function micropointsOf(
  values: Float64Array,
  unit: number,
  totals: Float64Array,
): (number | null)[] {
  const points: (number | null)[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const total = totals[index] as number;
    // Adding 0 turns -0, which a sum of nothing can be, into 0.
    points[index] = value === value && total === total ? value * unit + 0 : null;
  }
  return points;
}

function maximaOf(maxima: Float64Array, formMax: number): (number | null)[] | null {
  if (maxima.every((max) => max === formMax)) return null;
  return Array.from(maxima, (max) => (max === formMax ? null : max));
}

/** Abilities of one response of a batch, as they are stored. */
export function thetasAt(thetas: ResultBatch["thetas"], index: number): StoredThetas {
  if (thetas === undefined) return {};
  return {
    thetas: thetas.map(({ theta }) => theta[index] ?? null),
    thetaSes: thetas.map(({ se }) => se[index] ?? null),
    thetaReasons: thetas.map(({ reason }) => reason[index] ?? 0),
  };
}
