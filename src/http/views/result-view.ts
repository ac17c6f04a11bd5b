import * as v from "valibot";

import type { ResultView as Result } from "#usecase/result-view.ts";

import { ExplanationView } from "./explanation-view.ts";
import { FitView } from "./fit-view.ts";

const ScaleView = v.object({
  raw: v.pipe(v.nullable(v.number()), v.description("Before the transforms.")),
  value: v.nullable(v.number()),
  se: v.exactOptional(v.pipe(v.number(), v.description("Standard error, where a table gives it."))),
  max: v.pipe(v.number(), v.description("The largest raw value.")),
  answered: v.pipe(v.number(), v.description("How many members were answered.")),
  reason: v.exactOptional(
    v.pipe(
      v.picklist([
        "nothing_answered",
        "ratings_pending",
        "an_item_is_not_answered",
        "too_few_answered",
        "response_not_readable",
        "no_norm_group",
        "no_table_row",
      ]),
      v.description("Why the value is null."),
    ),
  ),
});

const ThetaView = v.object({
  theta: v.nullable(v.number()),
  se: v.pipe(v.nullable(v.number()), v.description("Standard error.")),
  method: v.picklist(["eap", "map", "ml", "wle", "eapsum"]),
  reason: v.exactOptional(
    v.pipe(
      v.picklist([
        "nothing_answered",
        "an_item_is_not_answered",
        "sum_too_improbable",
        "no_maximum_below",
        "no_maximum_above",
        "clamped",
        "no_information",
        "response_not_readable",
        "ratings_pending",
        "not_estimated",
      ]),
      v.description("Why theta or its standard error is null."),
    ),
  ),
  value: v.exactOptional(
    v.pipe(
      v.nullable(v.number()),
      v.description("After the transforms. Only where the definition has some."),
    ),
  ),
  valueSe: v.exactOptional(v.pipe(v.number(), v.description("Standard error of the value."))),
  valueReason: v.exactOptional(
    v.pipe(
      v.picklist(["no_norm_group", "no_table_row"]),
      v.description("Why the transforms give no value."),
    ),
  ),
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
    theta: v.exactOptional(
      v.pipe(
        v.record(v.string(), ThetaView),
        v.description(
          "Ability by item response theory, by scale. Only where the definition has `irt`.",
        ),
      ),
    ),
    gates: v.exactOptional(
      v.pipe(
        v.record(v.string(), v.nullable(v.boolean())),
        v.description(
          "Whether all conditions hold; null where one has no value to look at. Only where the definition has gates.",
        ),
      ),
    ),
    states: v.pipe(
      v.object({
        answered: v.number(),
        omitted: v.number(),
        notReached: v.number(),
        notPresented: v.number(),
        notApplicable: v.number(),
        pending: v.number(),
      }),
      v.description("How many items are in each state; together, all of the definition."),
    ),
    status: v.picklist(["final", "provisional", "failed"]),
    reason: v.exactOptional(
      v.pipe(v.string(), v.description("Why the result failed, or why a value is null.")),
    ),
    fit: v.exactOptional(FitView),
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
