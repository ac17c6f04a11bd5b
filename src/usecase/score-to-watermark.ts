/**
 * Scores everything up to a watermark that is not scored yet, or was before
 * people said more of it.
 *
 * @module
 */

import type { Layout } from "#engine/answers/layout.ts";
import { countInto } from "#engine/statistics/count-batch.ts";
import type { Tally } from "#engine/statistics/tally.ts";
import { err, ok, type Result } from "#result";
import type { StoredTally } from "#store/tallies.ts";

import { batchShape, nextSegment } from "./batch-ranges.ts";
import type { Deps } from "./deps.ts";
import { type Scoring, scoreRange } from "./score-range.ts";
import { type BatchFailed, scoreSegment } from "./score-segment.ts";
import { rescoreRated } from "./rescore-rated.ts";
import { type KeptTally, keptTally, saveOrReload } from "./tally-keeper.ts";

export interface Watermark {
  readonly layout: Layout;
  /** Ordinals 1..upto are to be scored. */
  readonly upto: number;
  /** As the run found it. */
  readonly tally: StoredTally | null;
  /** Told after every batch how many of 1..upto are scored. */
  readonly onProgress: (scored: number) => Promise<void>;
}

export interface ScoredUpto {
  readonly tally: Tally;
  /** At least the watermark: another run may have gone further. */
  readonly upto: number;
  /** The last rating that the tally goes by: at least the run's, in the same way. */
  readonly ratings: number;
  /** Responses that this run scored. */
  readonly new: number;
}

/**
 * Segment by segment: the tally is saved when all batches of a segment are
 * stored and counted, so what is saved always covers 1..upto without a hole.
 * After a failure or an interruption the next run recounts from there; results
 * that are stored already stay as they are.
 *
 * But where another version of the service has counted, its results may differ
 * too: they are written anew, and nothing is saved until all of them are, so that
 * a run that is interrupted begins again.
 */
export async function scoreToWatermark(
  deps: Deps,
  scoring: Scoring,
  { layout, upto, tally, onProgress }: Watermark,
): Promise<Result<ScoredUpto, BatchFailed>> {
  const found = keptTally(scoring.plan, tally);
  const rescored = await rescoreRated(deps, scoring, found, { layout, onProgress });
  if (!rescored.ok) return rescored;
  let { kept, new: newlyScored } = rescored.value;
  const rewrites = isOfAnotherVersion(kept);
  const shape = batchShape(upto - uptoOf(kept), scoring.plan.rowLength, deps.limits);
  while (uptoOf(kept) < upto) {
    const before = uptoOf(kept);
    // Another run may have gone further, and by later ratings.
    const ratings = ratingsOf(kept, scoring);
    const going = { ...scoring, ratings, rewrites };
    const segment = nextSegment({ from: before + 1, to: upto }, shape.size, layout.steps);
    let scored = before;
    const done = await scoreSegment(deps, going, {
      ranges: segment,
      lanes: shape.lanes,
      score: (range) => scoreRange(deps, going, range),
      count: countInto(going.plan, kept.tally),
      onBatch: (responses) => {
        scoring.clock.batch(responses);
        scored += responses;
        newlyScored += responses;
        return onProgress(scored);
      },
    });
    if (!done.ok) return err(done.error);
    const to = segment.at(-1)?.to ?? upto;
    const counted = { upto: to, inputsVersion: ratings };
    kept =
      rewrites && to < upto
        ? { ...kept, counted }
        : await saveOrReload(deps, scoring, kept, counted);
    if (ratingsOf(kept, scoring) === ratings) continue;
    // Another run was first. It may have gone by earlier ratings.
    const again = await rescoreRated(deps, scoring, kept, { layout, onProgress });
    if (!again.ok) return again;
    kept = again.value.kept;
    newlyScored += again.value.new;
  }
  const ratings = ratingsOf(kept, scoring);
  return ok({ tally: kept.tally, upto: uptoOf(kept), ratings, new: newlyScored });
}

function isOfAnotherVersion({ counted, stored }: KeptTally): boolean {
  return counted === null && stored !== null;
}

/** At least the run's: what is kept has been scored again by them. */
function ratingsOf({ counted }: KeptTally, scoring: Scoring): number {
  return counted?.inputsVersion ?? scoring.ratings;
}

function uptoOf({ counted }: KeptTally): number {
  return counted?.upto ?? 0;
}
