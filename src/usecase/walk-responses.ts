/**
 * One more pass over stored responses, to learn of them what the tally of a
 * run does not keep.
 *
 * @module
 */

import { ok, type Result } from "#result";
import type { Layout } from "#engine/answers/layout.ts";
import type { CountableBatch } from "#engine/statistics/count-batch.ts";

import { batchShape, nextSegment, type OrdinalRange } from "./batch-ranges.ts";
import type { Deps } from "./deps.ts";
import type { Scoring } from "./score-range.ts";
import { type BatchFailed, scoreSegment } from "./score-segment.ts";

export interface Walk {
  readonly layout: Layout;
  /** Ordinals 1..upto are walked. */
  readonly upto: number;
  /** What of a range is looked at. May be asked for again. */
  readonly score: (range: OrdinalRange) => Promise<CountableBatch>;
  /** Told of every batch once, in no order. */
  readonly count: (countable: CountableBatch) => void;
  readonly onBatch?: () => Promise<void>;
}

/** Batch by batch, in memory that does not grow. */
export async function walkResponses(
  deps: Pick<Deps, "db" | "isPassingFault" | "limits" | "log">,
  scoring: Scoring,
  { layout, upto, score, count, onBatch = nothing }: Walk,
): Promise<Result<void, BatchFailed>> {
  const shape = batchShape(upto, scoring.plan.rowLength, deps.limits);
  for (let from = 1; from <= upto;) {
    const ranges = nextSegment({ from, to: upto }, shape.size, layout.steps);
    const walked = await scoreSegment(deps, scoring, {
      ranges,
      lanes: shape.lanes,
      score,
      count,
      onBatch,
    });
    if (!walked.ok) return walked;
    from = (ranges.at(-1)?.to ?? upto) + 1;
  }
  return ok(undefined);
}

async function nothing(): Promise<void> {}
