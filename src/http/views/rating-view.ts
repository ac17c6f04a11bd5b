import * as v from "valibot";

import type { AgreementView as Agreement } from "#usecase/read-agreement.ts";
import type { PendingPage } from "#usecase/list-pending-ratings.ts";

/** For readers: rows are checked against the rubrics of the definition. */
const RatingBody = v.pipe(
  v.strictObject({
    candidate: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
    attempt: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(1),
        v.maxValue(32_767),
        v.description("The highest unless told."),
      ),
    ),
    item: v.string(),
    rater: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
    levels: v.pipe(
      v.record(v.string(), v.string()),
      v.description("The level of every criterion of the rubric."),
    ),
    comment: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(10_000))),
  }),
  v.metadata({ ref: "Rating" }),
);

export const RatingsBody = v.union([RatingBody, v.array(RatingBody)]);

export const PendingPageView = v.object({
  pending: v.array(
    v.object({
      candidate: v.string(),
      attempt: v.number(),
      ordinal: v.pipe(v.number(), v.description("Of the response, in order of arrival.")),
      item: v.string(),
      answer: v.pipe(v.unknown(), v.description("As it was submitted.")),
      ratings: v.pipe(v.number(), v.description("How many people have rated it.")),
      needed: v.pipe(
        v.number(),
        v.description("How many have to; a third only where the first two are too far apart."),
      ),
    }),
  ),
  next: v.pipe(
    v.nullable(v.string()),
    v.description(
      "`cursor` of the next page; null on the last. A page may be short, even empty, and not be the last.",
    ),
  ),
}) satisfies v.GenericSchema<unknown, PendingPage>;

const statistic = (description: string) =>
  v.pipe(v.nullable(v.number()), v.description(description));

const agreement = {
  n: v.pipe(v.number(), v.description("Answers that two people rated.")),
  exact: statistic("Share of them in the same category."),
  adjacent: statistic("Share at most one category apart, the same one included."),
  kappa: statistic("Cohen's kappa."),
  quadraticKappa: statistic("Weighted kappa with quadratic weights, over all declared categories."),
  reasons: v.pipe(
    v.record(v.string(), v.picklist(["no_pairs", "one_category_used"])),
    v.description("Why a statistic is null, by its name."),
  ),
};

export const AgreementView = v.object({
  revision: v.pipe(v.number(), v.description("Whose rubrics.")),
  ratings: v.pipe(v.number(), v.description("All ratings up to this one, in order of arrival.")),
  items: v.array(
    v.object({
      item: v.string(),
      pairs: v.pipe(v.number(), v.description("Answers that two people rated.")),
      criteria: v.pipe(
        v.array(v.object({ criterion: v.string(), ...agreement })),
        v.description("Categories are the criterion's levels, in their order."),
      ),
      points: v.pipe(
        v.nullable(v.object(agreement)),
        v.description(
          "Categories are all sums of points that the levels can have; null where they are more than 200.",
        ),
      ),
      icc21: statistic("ICC(2,1) of the points: one rating, absolute agreement."),
      icc3k: statistic("ICC(3,k) of the points: the mean of both, consistency."),
      reasons: v.record(
        v.string(),
        v.picklist(["fewer_than_two_raters", "fewer_than_two_subjects", "no_variance"]),
      ),
    }),
  ),
}) satisfies v.GenericSchema<unknown, Agreement>;
