import * as v from "valibot";

import type { FitView as Fit } from "#usecase/fit-view.ts";

const Flags = v.array(
  v.picklist([
    "low_lz",
    "low_lz_star",
    "low_infit",
    "high_infit",
    "low_outfit",
    "high_outfit",
    "long_run",
  ]),
);

const ScaleFitView = v.object({
  theta: v.pipe(
    v.nullable(v.number()),
    v.description("EAP: where lz, infit and outfit are taken."),
  ),
  method: v.literal("eap"),
  lz: v.pipe(v.nullable(v.number()), v.description("Standardised log-likelihood.")),
  infit: v.pipe(v.nullable(v.number()), v.description("Information-weighted mean square.")),
  outfit: v.pipe(v.nullable(v.number()), v.description("Plain mean square.")),
  lzStar: v.exactOptional(
    v.pipe(
      v.object({ value: v.nullable(v.number()), method: v.picklist(["ml", "map", "wle"]) }),
      v.description(
        "lz that allows for an estimated ability: at the entry's own, where it is by ML, MAP or WLE.",
      ),
    ),
  ),
  reasons: v.exactOptional(
    v.pipe(
      v.record(
        v.string(),
        v.picklist([
          "nothing_answered",
          "response_not_readable",
          "ratings_pending",
          "no_variance",
          "no_category_order",
          "not_dichotomous",
          "no_maximum_below",
          "no_maximum_above",
          "clamped",
          "no_information",
          "not_estimated",
          "an_item_is_not_answered",
          "sum_too_improbable",
        ]),
      ),
      v.description("Why something here is null, by its name."),
    ),
  ),
  flags: Flags,
});

export const FitView = v.pipe(
  v.object({
    scales: v.pipe(
      v.record(v.string(), ScaleFitView),
      v.description("By scale; empty where the definition has no `irt`."),
    ),
    guttmanErrors: v.pipe(
      v.nullable(v.number()),
      v.description(
        "Pairs of items of which the easier was answered wrongly and the harder rightly.",
      ),
    ),
    guttmanNormed: v.pipe(
      v.nullable(v.number()),
      v.description("Of the most that there can be with so many right answers."),
    ),
    longestRun: v.pipe(
      v.nullable(v.number()),
      v.description("Consecutive items with the same answer, among those with shared options."),
    ),
    longestRunShare: v.pipe(
      v.nullable(v.number()),
      v.description("Of the items with shared options that were answered."),
    ),
    reasons: v.exactOptional(
      v.pipe(
        v.record(
          v.string(),
          v.picklist([
            "response_not_readable",
            "not_counted",
            "too_few_items",
            "all_right_or_all_wrong",
            "no_shared_options",
            "nothing_answered",
          ]),
        ),
        v.description(
          "Why something here is null, by its name. `not_counted`: the counts that say which item is easier are not stored, or no longer the run's.",
        ),
      ),
    ),
    flags: v.pipe(Flags, v.description("Those of the scales too.")),
  }),
  v.description("How well the response fits those of others; only where it was asked for."),
) satisfies v.GenericSchema<unknown, Fit>;
