import * as v from "valibot";

import type { DifView as Dif } from "#usecase/read-dif.ts";

const answers = v.object({ right: v.number(), wrong: v.number() });

const group = v.object({
  value: v.string(),
  n: v.pipe(v.number(), v.description("Results that count.")),
});

const comparison = v.nullable(
  v.object({
    chiSquare: v.pipe(v.number(), v.description("Likelihood ratio.")),
    df: v.number(),
    p: v.number(),
    deltaR2: v.pipe(v.number(), v.description("By how much Nagelkerke's R² rises.")),
  }),
);

const mantelHaenszel = v.object({
  chiSquare: v.pipe(v.number(), v.description("With continuity correction.")),
  p: v.number(),
  chiSquareUncorrected: v.number(),
  pUncorrected: v.number(),
});

const oddsRatio = v.object({
  alpha: v.pipe(
    v.number(),
    v.description("Common odds ratio; above 1 where the item is easier for the reference group."),
  ),
  logVariance: v.pipe(v.number(), v.description("Variance of ln alpha.")),
  delta: v.pipe(v.number(), v.description("MH D-DIF: -2.35 ln alpha.")),
  se: v.pipe(v.number(), v.description("Standard error of `delta`.")),
  class: v.pipe(
    v.picklist(["A", "B", "C"]),
    v.description("Of Educational Testing Service: negligible, moderate, large."),
  ),
});

const logistic = v.pipe(
  v.object({
    uniform: comparison,
    nonuniform: comparison,
    both: comparison,
    coefficients: v.nullable(
      v.object({
        intercept: v.number(),
        total: v.number(),
        group: v.number(),
        interaction: v.number(),
      }),
    ),
  }),
  v.description("Of logit P(right) = intercept + total · T + group · G + interaction · T · G."),
);

const itemDif = v.object({
  reference: answers,
  focal: answers,
  strata: v.pipe(v.number(), v.description("Totals that both groups have.")),
  mantelHaenszel: v.nullable(mantelHaenszel),
  oddsRatio: v.nullable(oddsRatio),
  standardisedDifference: v.pipe(
    v.nullable(v.number()),
    v.description("STD P-DIF; below 0 where the item is harder for the focal group."),
  ),
  logistic,
  reasons: v.pipe(
    v.record(
      v.string(),
      v.picklist([
        "no_common_total",
        "no_variance",
        "odds_ratio_zero",
        "odds_ratio_infinite",
        "group_empty",
        "no_variance_of_totals",
        "separated",
        "not_converged",
      ]),
    ),
    v.description("Why something above is null, by its name."),
  ),
});

export const DifView = v.object({
  run: v.pipe(v.string(), v.description("The run that it comes from.")),
  revision: v.number(),
  upto: v.pipe(v.number(), v.description("The run covers the ordinals 1 to this one.")),
  attribute: v.string(),
  reference: group,
  focal: group,
  others: v.pipe(v.number(), v.description("Results that count and are in neither group.")),
  items: v.array(
    v.object({
      id: v.string(),
      dif: v.nullable(itemDif),
      reason: v.exactOptional(
        v.pipe(
          v.picklist(["not_dichotomous", "totals_too_spread"]),
          v.description("Why `dif` is null."),
        ),
      ),
    }),
  ),
}) satisfies v.GenericSchema<unknown, Dif>;
