import * as v from "valibot";

import type { ResultView as Result } from "#usecase/result-view.ts";

import { ExplanationView } from "./explanation-view.ts";

const ScaleView = v.object({
  raw: v.nullable(v.number()),
  value: v.nullable(v.number()),
  max: v.number(),
  answered: v.pipe(v.number(), v.description("How many members were answered.")),
  reason: v.exactOptional(v.string()),
});

export const ResultView = v.pipe(
  v.object({
    candidate: v.string(),
    attempt: v.number(),
    ordinal: v.pipe(v.number(), v.description("Order of arrival, from 1.")),
    revision: v.number(),
    points: v.nullable(v.number()),
    maxPoints: v.number(),
    percent: v.nullable(v.number()),
    scales: v.record(v.string(), ScaleView),
    bands: v.record(v.string(), v.nullable(v.string())),
    status: v.picklist(["final", "failed"]),
    reason: v.exactOptional(
      v.pipe(v.string(), v.description("Why the result failed, or why a value is null.")),
    ),
    explanation: v.exactOptional(ExplanationView),
  }),
  v.metadata({ ref: "Result" }),
) satisfies v.GenericSchema<unknown, Result>;

export const ResultListView = v.object({
  results: v.array(ResultView),
  next: v.pipe(
    v.nullable(v.string()),
    v.description("`cursor` of the next page; null on the last."),
  ),
});
