import * as v from "valibot";

import type { CovariancesView } from "#usecase/read-covariances.ts";

import { GroupView } from "./group-view.ts";

const statistic = (description: string) =>
  v.pipe(v.nullable(v.number()), v.description(description));

const reasons = v.pipe(
  v.record(
    v.string(),
    v.picklist([
      "fewer_than_two_responses",
      "fewer_than_two_items",
      "no_variance",
      "item_without_variance",
      "singular",
      "several_presented_sets",
    ]),
  ),
  v.description("Why a statistic is null, by its name."),
);

const consistency = {
  alpha: statistic("Coefficient alpha."),
  standardisedAlpha: statistic("Alpha of items of equal variance."),
  averageCorrelation: statistic("Mean of the correlations of two items."),
  items: v.pipe(
    v.array(
      v.object({
        id: v.string(),
        alphaIfDeleted: statistic("Alpha of the other items."),
        standardisedAlphaIfDeleted: statistic("Standardised alpha of the other items."),
        reasons,
      }),
    ),
    v.description("In the order of the test."),
  ),
  reasons,
};

const Reliability = v.pipe(
  v.object({
    n: v.pipe(v.number(), v.description("Responses that it is from.")),
    ...consistency,
    lambda2: statistic("Guttman's λ2."),
    lambda6: statistic("Guttman's λ6, in the metric of covariances."),
    halfCorrelation: statistic("Correlation of the odd items with the even ones, in their order."),
    spearmanBrown: statistic("Split-half reliability from that correlation."),
    flanaganRulon: statistic("Split-half reliability of halves that vary unequally."),
  }),
  v.metadata({ ref: "Reliability" }),
);

const TestReliabilityView = v.union([
  v.object({
    id: v.pipe(v.string(), v.description("`total`, or the scale's id.")),
    responses: v.pipe(
      v.number(),
      v.description("Final results; of a scale, those in which it has a value."),
    ),
    listwise: v.pipe(Reliability, v.description("Of the responses with every item answered.")),
    pairwise: v.pipe(
      v.object({
        leastN: v.pipe(
          v.number(),
          v.description("The fewest responses that have both items of a pair."),
        ),
        ...consistency,
      }),
      v.description("Of each pair of items, from the responses with both answered."),
    ),
    asZero: v.pipe(
      Reliability,
      v.description("Of all of them: what is missing is worth its blank points, or nothing."),
    ),
  }),
  v.object({
    id: v.string(),
    reason: v.pipe(
      v.picklist(["too_many_pairs", "too_many_products"]),
      v.description(
        "The test has too many pairs of items to keep, or too many for so many responses.",
      ),
    ),
  }),
]);

export const ReliabilityOfRunView = v.object({
  run: v.pipe(v.string(), v.description("The run that it comes from.")),
  revision: v.number(),
  upto: v.pipe(v.number(), v.description("The run covers the ordinals 1 to this one.")),
  where: v.exactOptional(GroupView),
  total: TestReliabilityView,
  scales: v.pipe(
    v.array(TestReliabilityView),
    v.description("Of scales whose aggregate is sum, mean, weighted_mean or pomp."),
  ),
}) satisfies v.GenericSchema<unknown, CovariancesView>;
