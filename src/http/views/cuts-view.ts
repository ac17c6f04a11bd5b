import * as v from "valibot";

import type { CutReason } from "#engine/statistics/cuts/cut-report.ts";
import type { CutsView as Cuts } from "#usecase/read-cuts.ts";

const statistic = (description: string) =>
  v.pipe(v.nullable(v.number()), v.description(description));

const REASONS = [
  "no_responses",
  "fewer_than_two_responses",
  "fewer_than_two_items",
  "no_variance",
  "several_presented_sets",
  "alpha_undefined",
  "not_a_sum",
  "no_irt",
  "points_not_sum_of_categories",
  "reliability_out_of_range",
  "effective_length_too_large",
  "no_true_score_distribution",
  "no_candidates",
  "transformed",
  "no_points",
  "items_not_right_or_wrong",
  "cut_out_of_reach",
  "no_information",
  "too_many_categories",
  "reliability_undefined",
  "too_many_cuts",
  "not_asked",
] as const satisfies readonly CutReason[];

const reasons = v.pipe(
  v.record(v.string(), v.picklist(REASONS)),
  v.description("Why a figure beside it is null, by its name."),
);

const shares = v.object({ n: v.number(), share: v.nullable(v.number()) });

const classification = {
  accuracy: v.pipe(v.number(), v.description("Share expected in the class of the true score.")),
  consistency: v.pipe(v.number(), v.description("Share expected in the same class twice.")),
};
const kappa = { kappa: statistic("Consistency beyond chance; null where all are of one class.") };

const Classification = v.nullable(v.object(classification));
const ScoreClassification = v.nullable(v.object({ ...classification, ...kappa }));

const CutView = v.object({
  label: v.pipe(v.string(), v.description("Of the band that begins at the cut.")),
  min: v.pipe(v.number(), v.description("As the definition has it.")),
  points: statistic("The cut in points, on the whole form."),
  percent: statistic("The cut in percent of the maximum, on the whole form."),
  below: shares,
  atOrAbove: shares,
  near: v.pipe(
    v.number(),
    v.description("Responses at most `within` from the cut, on either side."),
  ),
  sem: statistic(
    "Lord's conditional standard error at the cut, in points; of items with one worth.",
  ),
  theta: statistic("The ability at which the cut is expected."),
  thetaSe: statistic("1 / √information there."),
  livingstonLewis: v.nullable(
    v.object({
      ...classification,
      ...kappa,
      effectiveLength: v.number(),
      truePass: v.number(),
      falsePass: v.number(),
      trueFail: v.number(),
      falseFail: v.number(),
    }),
  ),
  lee: ScoreClassification,
  rudner: Classification,
  reasons,
});

const CutSetView = v.object({
  scale: v.string(),
  on: v.picklist(["points", "percent", "value"]),
  n: v.pipe(v.number(), v.description("Responses that have a value to look at.")),
  reliability: statistic("What Livingston and Lewis's method goes by."),
  reliabilityFrom: v.picklist(["alpha", "given"]),
  cuts: v.pipe(v.array(CutView), v.description("Lowest first.")),
  lee: v.pipe(ScoreClassification, v.description("Of all classes between the cuts.")),
  rudner: v.pipe(Classification, v.description("Of all classes between the cuts.")),
  reasons,
});

const ThetaCutsView = v.object({
  scale: v.string(),
  from: v.picklist(["bands", "asked"]),
  n: v.pipe(
    v.number(),
    v.description("Responses that have an ability: of bands, the results'; of others, EAP."),
  ),
  cuts: v.array(
    v.object({
      label: v.exactOptional(v.string()),
      theta: v.number(),
      expected: v.pipe(v.number(), v.description("The sum of categories that is expected there.")),
      thetaSe: statistic("1 / √information there."),
      below: shares,
      atOrAbove: shares,
      rudner: Classification,
      reasons,
    }),
  ),
  rudner: v.pipe(Classification, v.description("Of all classes between the cuts.")),
  reasons,
});

export const CutsView = v.object({
  run: v.pipe(v.string(), v.description("The run that it comes from.")),
  revision: v.number(),
  upto: v.pipe(v.number(), v.description("The run covers the ordinals 1 to this one.")),
  within: v.number(),
  sets: v.pipe(
    v.array(CutSetView),
    v.description("One for each set of bands on points, percents or values."),
  ),
  thetas: v.exactOptional(
    v.pipe(
      v.array(ThetaCutsView),
      v.description(
        "Bands on abilities, then the abilities that `theta` asks for, by entry of `irt`.",
      ),
    ),
  ),
}) satisfies v.GenericSchema<unknown, Cuts>;
