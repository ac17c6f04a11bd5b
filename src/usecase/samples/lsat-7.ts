/**
 * LSAT section 7: 1,000 candidates, 5 items, scored right or wrong.
 *
 * Source: Bock, R. D. and Lieberman, M. (1970). Fitting a response model for n
 * dichotomously scored items. Psychometrika, 35, 179-197, table 1.
 *
 * @module
 */

import type { Sample } from "./sample.ts";

/** How many candidates gave each pattern, from 00000 to 11111; item 1 is the first digit. */
const COUNTS = [
  12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7,
  35, 18, 136, 32, 308,
];

const ITEMS = ["item1", "item2", "item3", "item4", "item5"];

export const lsat7: Sample = {
  id: "lsat-7",
  responses: 1_000,
  definition: {
    title: "LSAT section 7 (Bock and Lieberman, 1970)",
    items: ITEMS.map((id) => ({
      id,
      type: "single_choice",
      options: ["wrong", "right"],
      key: "right",
    })),
  },
  *rows() {
    let number = 0;
    for (const [pattern, count] of COUNTS.entries()) {
      for (let i = 0; i < count; i++) {
        number++;
        yield { candidate: `lsat-${String(number).padStart(4, "0")}`, answers: answersOf(pattern) };
      }
    }
  },
};

function answersOf(pattern: number): Record<string, string> {
  const answer = (place: number) => ((pattern >> (4 - place)) & 1 ? "right" : "wrong");
  return Object.fromEntries(ITEMS.map((id, place) => [id, answer(place)]));
}
