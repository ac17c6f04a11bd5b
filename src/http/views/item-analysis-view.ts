import * as v from "valibot";

import type { AnalysisOfRunView } from "#usecase/read-item-analysis.ts";

import { GroupView } from "./group-view.ts";
import { HistogramView } from "./summary-view.ts";

const statistic = v.nullable(v.number());

const of = (description: string) => v.pipe(statistic, v.description(description));

const reasons = v.pipe(
  v.record(
    v.string(),
    v.picklist([
      "no_responses",
      "fewer_than_two_responses",
      "fewer_than_two_items",
      "too_few_other_items",
      "no_variance",
      "several_presented_sets",
      "counts_not_kept",
      "groups_meet",
      "no_points",
      "points_not_zero_or_one",
      "negative_covariance",
      "alpha_undefined",
    ]),
  ),
  v.description("Why a statistic beside it is null, by its name."),
);

const edge = v.object({
  cut: v.pipe(v.number(), v.description("Total at the group's edge.")),
  inclusive: v.pipe(v.number(), v.description("Results with that total or one beyond it.")),
});

const reliability = v.object({
  n: v.pipe(
    v.nullable(v.number()),
    v.description("null where counts do not tell complete results from others."),
  ),
  alpha: of("Coefficient alpha."),
  interval: v.pipe(
    v.nullable(v.object({ lower: v.number(), upper: v.number() })),
    v.description("Of alpha, 95%, by Feldt."),
  ),
  kr20: of("Where every item gives 0 or 1 point."),
  sem: of("Standard error of measurement."),
  reasons,
});

const test = v.object({
  n: v.number(),
  gaps: v.pipe(
    v.number(),
    v.description(
      "Results that were not shown every item. Of a scale at least so many: those that were not shown the member that fewest were shown; 0 means none.",
    ),
  ),
  mean: statistic,
  sd: of("Standard deviation, with n - 1."),
  skewness: of("Type 3."),
  kurtosis: of("Excess, type 3."),
  quantiles: v.pipe(
    v.array(v.object({ p: v.number(), value: statistic })),
    v.description("Type 7 of Hyndman and Fan (1996)."),
  ),
  histogram: v.pipe(
    v.nullable(HistogramView),
    v.description("Of all results; both ends of a bar are included."),
  ),
  extremes: v.pipe(
    v.nullable(v.object({ size: v.number(), lower: edge, upper: edge })),
    v.description("The groups of 27% that `d27` compares."),
  ),
  reliability: v.object({
    asZero: v.pipe(
      reliability,
      v.description("Of all results, blanks worth what the definition gives."),
    ),
    listwise: v.pipe(reliability, v.description("Of results with every item answered.")),
  }),
  reasons,
});

const state = v.picklist(["answered", "omitted", "notReached", "notPresented", "notApplicable"]);

const option = v.object({
  answer: v.pipe(
    v.nullable(v.string()),
    v.description("null of a state, and of an open item, whose rows are levels of points."),
  ),
  state,
  points: v.number(),
  n: v.number(),
  share: of("Of the results in which the item was shown."),
  meanTotal: statistic,
  rest: of("Correlation with the rest score without the item."),
  strata: v.pipe(
    v.nullable(v.array(statistic)),
    v.description("Its share in each stratum of the total, lowest first; null in an empty one."),
  ),
  reasons,
});

const alarm = v.object({
  code: v.picklist([
    "likely_miskey",
    "negative_discrimination",
    "key_never_chosen",
    "tied_options",
    "no_variance",
  ]),
  answer: v.exactOptional(v.pipe(v.string(), v.description("The answer that it is about."))),
  evidence: v.string(),
});

const relations = { itemTotal: statistic, itemRest: statistic, alphaIfDeleted: statistic };

const item = v.object({
  id: v.string(),
  n: v.pipe(v.number(), v.description("Results in which it was answered.")),
  presented: v.pipe(
    v.number(),
    v.description(
      "Results in which it was shown. Difficulty, mean and standard deviation are over these.",
    ),
  ),
  states: v.object({
    answered: v.number(),
    omitted: v.number(),
    notReached: v.number(),
    notPresented: v.number(),
    notApplicable: v.number(),
  }),
  difficulty: of("Mean / most points."),
  relativeDifficulty: of("(mean - least) / (most - least)."),
  mean: statistic,
  sd: statistic,
  answered: v.pipe(
    v.object({ mean: statistic, sd: statistic }),
    v.description("Over the results in which it was answered."),
  ),
  ...relations,
  d27: of("Upper minus lower group of 27%, ties weighted."),
  d27Inclusive: of("The same with all results at the groups' edges."),
  effectiveWeight: of("In percent."),
  discriminationEfficiency: of("In percent."),
  listwise: v.pipe(
    v.object({
      n: v.nullable(v.number()),
      mean: statistic,
      sd: statistic,
      ...relations,
      reasons,
    }),
    v.description("Over the results with every item answered."),
  ),
  reasons,
  options: v.exactOptional(v.array(option)),
  alarms: v.pipe(v.array(alarm), v.description("From 100 results on.")),
});

const items = v.array(item);

export const ItemAnalysisOfRunView = v.pipe(
  v.object({
    run: v.pipe(v.string(), v.description("The run that it comes from.")),
    revision: v.number(),
    upto: v.pipe(v.number(), v.description("The run covers the ordinals 1 to this one.")),
    where: v.exactOptional(GroupView),
    test,
    items,
    scales: v.pipe(
      v.array(v.object({ id: v.string(), test, items })),
      v.description(
        "Those whose value is a sum that no rater takes part in, within 16 MiB of counts.",
      ),
    ),
  }),
  v.metadata({ ref: "ItemAnalysis" }),
) satisfies v.GenericSchema<unknown, AnalysisOfRunView>;
