/**
 * BFI-10, the Big Five Inventory in ten items.
 *
 * Items from 1 to 5, two a trait, one of them reversed to 6 - x; a trait is the
 * mean of its two. Reversed are 1, 3, 4, 5 and 7. There are no cut points.
 *
 * @module
 */

import { type LibraryEntry, ratings } from "./library-entry.ts";

export const bfi10: LibraryEntry = {
  id: "bfi-10",
  kind: "questionnaire",
  title: "BFI-10: the Big Five, means from 1 to 5",
  missing: "either of a trait: null; no published rule was found",
  sources: [
    "Rammstedt, B., & John, O. P. (2007). Measuring personality in one minute or less: a 10-item short version of the Big Five Inventory in English and German. Journal of Research in Personality, 41(1), 203-212",
  ],
  definition: {
    title: "BFI-10",
    items: ratings(10, 1, 5),
    scales: [
      trait("extraversion", "q1", "q6"),
      trait("agreeableness", "q7", "q2"),
      trait("conscientiousness", "q3", "q8"),
      trait("neuroticism", "q4", "q9"),
      trait("openness", "q5", "q10"),
    ],
  },
};

function trait(id: string, reversed: string, straight: string) {
  return {
    id,
    items: [{ id: reversed, reverse: true }, straight],
    aggregate: "mean",
    missing: "null_if_any",
  };
}
