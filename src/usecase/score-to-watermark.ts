/**
 * Scores everything up to a watermark that is not scored yet.
 *
 * @module
 */

import type { Layout } from "#engine/answers/layout.ts";
import type { Tally } from "#engine/statistics/tally.ts";
import { err, ok, type Result } from "#result";

import { batchShape, nextSegment } from "./batch-ranges.ts";
import type { Deps } from "./deps.ts";
import { type Scoring, scoreRange } from "./score-range.ts";
import { type BatchFailed, scoreSegment } from "./score-segment.ts";
import { type KeptTally, loadTally, storeTally } from "./tally-keeper.ts";

export interface Watermark {
  readonly layout: Layout;
  /** Ordinals 1..upto are to be scored. */
  readonly upto: number;
  /** Told after every batch how many of 1..upto are scored. */
  readonly onProgress: (scored: number) => Promise<void>;
}

export interface ScoredUpto {
  readonly tally: Tally;
  /** At least the watermark: another run may have gone further. */
  readonly upto: number;
  /** Responses that this run scored. */
  readonly new: number;
}

/**
 * Segment by segment: the tally is saved when all batches of a segment are
 * stored and counted, so what is saved always covers 1..upto without a hole.
 * After a failure or an interruption the next run recounts from there; results
 * that are stored already stay as they are.
 */
export async function scoreToWatermark(
  deps: Deps,
  scoring: Scoring,
  { layout, upto, onProgress }: Watermark,
): Promise<Result<ScoredUpto, BatchFailed>> {
  let kept = await loadTally(deps, scoring);
  const shape = batchShape(upto - (kept.storedUpto ?? 0), scoring.plan.rowLength, deps.limits);
  let newlyScored = 0;
  while ((kept.storedUpto ?? 0) < upto) {
    const before = kept.storedUpto ?? 0;
    const segment = nextSegment({ from: before + 1, to: upto }, shape.size, layout.steps);
    let scored = before;
    const done = await scoreSegment(deps, scoring, {
      ranges: segment,
      lanes: shape.lanes,
      score: (range) => scoreRange(deps, scoring, range),
      tally: kept.tally,
      onBatch: (responses) => {
        scoring.clock.batch(responses);
        scored += responses;
        newlyScored += responses;
        return onProgress(scored);
      },
    });
    if (!done.ok) return err(done.error);
    kept = await saved(deps, scoring, kept, segment.at(-1)?.to ?? upto);
  }
  return ok({ tally: kept.tally, upto: kept.storedUpto ?? 0, new: newlyScored });
}

/** The tally to go on with: this run's, or where another was first, the other's. */
async function saved(
  deps: Deps,
  scoring: Scoring,
  kept: KeptTally,
  upto: number,
): Promise<KeptTally> {
  const won = await storeTally(deps, scoring, kept, upto);
  return won ? { tally: kept.tally, storedUpto: upto } : await loadTally(deps, scoring);
}
