/**
 * A segment of a run: batches that are scored side by side, and counted as one.
 *
 * @module
 */

import type { CountableBatch } from "#engine/statistics/count-batch.ts";
import { err, ok, type Result } from "#result";

import type { OrdinalRange } from "./batch-ranges.ts";
import type { Deps } from "./deps.ts";
import { retry } from "./retry.ts";
import type { Scoring } from "./score-range.ts";

/** The batch at which a run had to stop. Every result written stays. */
export interface BatchFailed {
  readonly batch: OrdinalRange;
  readonly error: unknown;
}

export interface SegmentInput {
  readonly ranges: readonly OrdinalRange[];
  readonly lanes: number;
  /** What is done with a batch: what to count comes back once it is done. May be repeated. */
  readonly score: (range: OrdinalRange) => Promise<CountableBatch>;
  /** Told of every batch of the segment, once. */
  readonly count: (countable: CountableBatch) => void;
  readonly onBatch: (responses: number) => Promise<void>;
}

/**
 * `Promise.all` over lanes that each take the next batch. A batch that fails is
 * tried again; if it fails for good, the lanes stop, and what is left goes on
 * one batch at a time; if one still fails, the segment does.
 */
export async function scoreSegment(
  deps: Pick<Deps, "isPassingFault" | "log">,
  scoring: Scoring,
  input: SegmentInput,
): Promise<Result<void, BatchFailed>> {
  const waiting = [...input.ranges];
  const left: BatchFailed[] = [];
  await Promise.all(
    Array.from({ length: Math.min(input.lanes, waiting.length) }, () =>
      runLane(deps, scoring, input, { waiting, left }),
    ),
  );
  if (left.length === 0) return ok(undefined);
  return await scoreSequentially(deps, scoring, input, [
    ...left.map((failure) => failure.batch),
    ...waiting,
  ]);
}

interface LaneWork {
  readonly waiting: OrdinalRange[];
  readonly left: BatchFailed[];
}

async function runLane(
  deps: Pick<Deps, "isPassingFault" | "log">,
  scoring: Scoring,
  input: SegmentInput,
  { waiting, left }: LaneWork,
): Promise<void> {
  for (;;) {
    const range = left.length === 0 ? waiting.shift() : undefined;
    if (range === undefined) return;
    const scored = await scoreOne(deps, scoring, input, range);
    if (!scored.ok) left.push(scored.error);
  }
}

async function scoreSequentially(
  deps: Pick<Deps, "isPassingFault" | "log">,
  scoring: Scoring,
  input: SegmentInput,
  ranges: readonly OrdinalRange[],
): Promise<Result<void, BatchFailed>> {
  deps.log("warn", "scoring_sequentially", { revision: scoring.revision, batches: ranges.length });
  scoring.clock.fallback();
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const scored = await scoreOne(deps, scoring, input, range);
    if (!scored.ok) return scored;
  }
  return ok(undefined);
}

async function scoreOne(
  deps: Pick<Deps, "isPassingFault" | "log">,
  scoring: Scoring,
  input: SegmentInput,
  range: OrdinalRange,
): Promise<Result<void, BatchFailed>> {
  const { clock } = scoring;
  const responses = range.to - range.from + 1;
  let scored: CountableBatch;
  try {
    const countable = await retry(
      deps,
      () => input.score(range),
      () => clock.retry(),
    );
    scored = countable;
  } catch (error) {
    return err({ batch: range, error });
  }
  // Not inside: what was counted in part would be counted again.
  clock.timeSync("score", () => input.count(scored));
  await input.onBatch(responses);
  return ok(undefined);
}
