/**
 * Counts results that are stored once more, from the beginning.
 *
 * @module
 */

import type { Layout } from "#engine/answers/layout.ts";
import type { CountableBatch } from "#engine/statistics/count-batch.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";
import { ok, type Result } from "#result";

import { batchShape, nextSegment, type OrdinalRange } from "./batch-ranges.ts";
import type { Deps } from "./deps.ts";
import type { Scoring } from "./score-range.ts";
import { type BatchFailed, scoreSegment } from "./score-segment.ts";

export interface Anew {
  readonly layout: Layout;
  /** Ordinals 1..upto are counted. */
  readonly upto: number;
  /** What of a range is counted. May be asked for again. */
  readonly score: (range: OrdinalRange) => Promise<CountableBatch>;
  readonly onBatch: () => Promise<void>;
}

/** Batch by batch, in memory that does not grow. */
export async function countAnew(
  deps: Deps,
  scoring: Scoring,
  { layout, upto, score, onBatch }: Anew,
): Promise<Result<Tally, BatchFailed>> {
  const shape = batchShape(upto, scoring.plan.rowLength, deps.limits);
  const tally = emptyTally(scoring.plan);
  for (let from = 1; from <= upto;) {
    const ranges = nextSegment({ from, to: upto }, shape.size, layout.steps);
    const segment = { ranges, lanes: shape.lanes, tally, score, onBatch };
    const counted = await scoreSegment(deps, scoring, segment);
    if (!counted.ok) return counted;
    from = (ranges.at(-1)?.to ?? upto) + 1;
  }
  return ok(tally);
}
