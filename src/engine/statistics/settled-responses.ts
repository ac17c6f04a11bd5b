/**
 * The responses of a batch that statistics are about: those that have a result,
 * and wait for nothing.
 *
 * @module
 */

import { pickResponses } from "../scoring/pick-responses.ts";
import type { Plan } from "../scoring/plan.ts";
import type { Readings, ScoredBatch } from "../scoring/score-batch.ts";
import type { CountableBatch } from "./count-batch.ts";

export interface Settled {
  readonly countable: CountableBatch;
  /** Responses left out because the revision could not read them. */
  readonly failed: number;
  /** Responses left out because points are still to come. */
  readonly provisional: number;
}

/** Nearly always the batch itself. O(responses); O(responses * items) where some are left out. */
export function settledResponses(plan: Plan, countable: CountableBatch): Settled {
  const { totals, provisional } = countable.scored;
  const failed = failuresAmong(totals);
  const waiting = provisional?.reduce((sum, waits) => sum + waits, 0) ?? 0;
  if (failed + waiting === 0) return { countable, failed, provisional: waiting };
  const places = [...totals.keys()].filter((place) => {
    return !Number.isNaN(totals[place]) && provisional?.[place] !== 1;
  });
  return { countable: picked(plan, countable, places), failed, provisional: waiting };
}

function failuresAmong(totals: Float64Array): number {
  let failed = 0;
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    if (total !== total) failed++;
  }
  return failed;
}

/** Some responses of a batch, with all that was scored of them. */
export function picked(
  plan: Plan,
  countable: CountableBatch,
  places: readonly number[],
): CountableBatch {
  const { batch, levels, scored } = countable;
  const width = plan.wide.count;
  const ownLevels = new Uint16Array(places.length * width);
  for (const [row, place] of places.entries()) {
    ownLevels.set(levels.subarray(place * width, (place + 1) * width), row * width);
  }
  return {
    batch: pickResponses(batch, places, plan.rowLength),
    levels: ownLevels,
    scored: pickedScores(scored, places),
  };
}

function pickedScores(scored: ScoredBatch, places: readonly number[]): ScoredBatch {
  const { maxima } = scored;
  const pick = (values: Float64Array) =>
    Float64Array.from(places, (place) => values[place] as number);
  const pickCounts = (counts: Uint16Array) =>
    Uint16Array.from(places, (place) => counts[place] as number);
  const pickReadings = (readings: Readings): Readings =>
    readings === null ? null : places.map((place) => readings[place] ?? null);
  return {
    totals: pick(scored.totals),
    scales: scored.scales.map(pick),
    unanswered: {
      total: pickCounts(scored.unanswered.total),
      scales: scored.unanswered.scales.map((counts) =>
        counts === null ? null : pickCounts(counts),
      ),
    },
    wholes: scored.wholes.map((values) => (values === null ? null : pick(values))),
    readings: scored.readings.map(pickReadings),
    maxima:
      maxima === null
        ? null
        : {
            total: pick(maxima.total),
            scales: maxima.scales.map(pick),
            gaps: Uint8Array.from(places, (place) => maxima.gaps[place] as number),
          },
    provisional: null,
    thetas:
      scored.thetas?.map(({ theta, se, reason }) => ({
        theta: pick(theta),
        se: pick(se),
        reason: Uint8Array.from(places, (place) => reason[place] as number),
      })) ?? null,
  };
}
