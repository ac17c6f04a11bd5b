/**
 * SUS, the System Usability Scale.
 *
 * Ten items from 1 to 5. Odd ones give x - 1, even ones 5 - x; their sum times
 * 2.5 is 0 to 100. Here even items are reversed to 6 - x, so the sum is ten too
 * high and (sum - 10) · 2.5 = 2.5 sum - 25.
 *
 * Brooke has respondents answer every item, and mark the centre, 3, where they
 * cannot. Nobody else marks it for them here: an item without an answer leaves
 * no score. He gives no bands.
 *
 * @module
 */

import { itemIds, type LibraryEntry, ratings } from "./library-entry.ts";

export const sus: LibraryEntry = {
  id: "sus",
  kind: "questionnaire",
  title: "SUS: usability, 0 to 100",
  missing: "any: null; respondents mark the centre, 3, where they cannot answer (Brooke)",
  sources: [
    'Brooke, J. (1996). SUS: a "quick and dirty" usability scale. In P. W. Jordan, B. Thomas, B. A. Weerdmeester, & I. L. McClelland (Eds.), Usability Evaluation in Industry, 189-194. Taylor & Francis',
  ],
  definition: {
    title: "SUS",
    items: ratings(10, 1, 5),
    scales: [
      {
        id: "usability",
        items: itemIds(10).map((id, place) => (place % 2 === 0 ? id : { id, reverse: true })),
        aggregate: "sum",
        missing: "null_if_any",
        transform: [{ type: "linear", a: -25, b: 2.5 }],
      },
    ],
  },
};
