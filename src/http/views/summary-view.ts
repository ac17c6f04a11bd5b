import * as v from "valibot";

import type { Summary } from "#engine/statistics/summary.ts";

const statistic = v.nullable(v.number());

export const HistogramView = v.array(v.object({ from: v.number(), to: v.number(), n: v.number() }));

export const SummaryView = v.pipe(
  v.object({
    responses: v.pipe(
      v.number(),
      v.description("Results that count: failed and provisional ones are outside."),
    ),
    failed: v.number(),
    provisional: v.exactOptional(
      v.pipe(
        v.number(),
        v.description(
          "Results that wait for people to score them. Only where the definition has rubrics.",
        ),
      ),
    ),
    attempts: v.pipe(
      v.picklist(["all", "first", "last", "best"]),
      v.description("Which attempt of each candidate counts, as the definition says."),
    ),
    submitted: v.pipe(
      v.number(),
      v.description("Responses of all attempts, whether they count or not."),
    ),
    maxPoints: v.number(),
    mean: statistic,
    sd: v.pipe(statistic, v.description("Standard deviation, with n - 1.")),
    min: statistic,
    max: statistic,
    median: statistic,
    quantiles: v.pipe(
      v.array(v.object({ p: v.number(), value: statistic })),
      v.description("Type 7 of Hyndman and Fan (1996)."),
    ),
    histogram: v.pipe(HistogramView, v.description("Both ends of a bar are included.")),
    alpha: v.pipe(statistic, v.description("Coefficient alpha of the items.")),
    sem: v.pipe(statistic, v.description("Standard error of measurement.")),
    scales: v.array(
      v.object({
        id: v.string(),
        n: v.number(),
        mean: statistic,
        sd: statistic,
        min: statistic,
        max: statistic,
      }),
    ),
    thetas: v.exactOptional(
      v.pipe(
        v.array(
          v.object({
            scale: v.string(),
            n: v.number(),
            mean: statistic,
            sd: statistic,
            min: statistic,
            max: statistic,
          }),
        ),
        v.description(
          "Of finite abilities, each rounded to 1e-9. Only where the definition has `irt`.",
        ),
      ),
    ),
    bands: v.array(
      v.object({
        scale: v.string(),
        bands: v.array(v.object({ label: v.string(), n: v.number(), share: statistic })),
        none: v.number(),
      }),
    ),
    gates: v.exactOptional(
      v.array(
        v.object({
          id: v.string(),
          passed: v.number(),
          notPassed: v.number(),
          unknown: v.pipe(v.number(), v.description("A condition has no value to look at.")),
        }),
      ),
    ),
    reasons: v.pipe(
      v.record(
        v.string(),
        v.picklist([
          "no_responses",
          "fewer_than_two_responses",
          "fewer_than_two_items",
          "no_variance",
          "several_presented_sets",
          "alpha_undefined",
        ]),
      ),
      v.description("Why a statistic above is null, by its name."),
    ),
  }),
  v.metadata({ ref: "Summary" }),
) satisfies v.GenericSchema<unknown, Summary>;

export const SummaryOfRunView = v.object({
  run: v.pipe(v.string(), v.description("The run that it comes from.")),
  revision: v.number(),
  upto: v.pipe(v.number(), v.description("The run covers the ordinals 1 to this one.")),
  summary: SummaryView,
});
