import * as v from "valibot";

import type { RunView as Run } from "#usecase/run-view.ts";

import { SummaryView } from "./summary-view.ts";

const Timings = v.pipe(
  v.object({
    totalMs: v.number(),
    readMs: v.number(),
    scoreMs: v.number(),
    writeMs: v.number(),
    new: v.pipe(v.number(), v.description("Responses that this run scored.")),
    batches: v.number(),
    retries: v.number(),
    fallbacks: v.number(),
  }),
  v.description(
    "Milliseconds of the wall; stages of parallel lanes add up to more than the total.",
  ),
);

export const RunView = v.pipe(
  v.object({
    id: v.string(),
    assessment: v.string(),
    revision: v.number(),
    status: v.picklist(["running", "succeeded", "failed"]),
    upto: v.pipe(v.number(), v.description("The run covers the ordinals 1 to this one.")),
    counts: v.object({
      total: v.number(),
      scored: v.number(),
      pending: v.number(),
      failed: v.number(),
    }),
    timings: v.pipe(v.nullable(Timings), v.description("Null until the run has ended.")),
    failure: v.nullable(
      v.object({
        batch: v.exactOptional(
          v.pipe(
            v.object({ from: v.number(), to: v.number() }),
            v.description("Ordinals. Absent where the run was interrupted between batches."),
          ),
        ),
        cause: v.string(),
      }),
    ),
    digest: v.pipe(
      v.nullable(v.string()),
      v.description(
        "A hash of all results that does not depend on the order of computing. It can be compared between runs of one version of the engine.",
      ),
    ),
    startedAt: v.string(),
    finishedAt: v.nullable(v.string()),
  }),
  v.metadata({ ref: "Run" }),
) satisfies v.GenericSchema<unknown, Run>;

export const ScoredView = v.object({
  run: RunView,
  summary: v.pipe(v.nullable(SummaryView), v.description("Null where the run failed.")),
});
