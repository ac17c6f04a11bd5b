/**
 * WHO-5 Well-Being Index.
 *
 * Five items from 0 to 5, added and multiplied by 4: 0 to 100 percent. At 50 or
 * less it screens positive for depression. Complete answers give steps of 4, so
 * the least score above 50 is 52. No published rule for missing answers was found.
 *
 * @module
 */

import { itemIds, type LibraryEntry, ratings } from "./library-entry.ts";

export const who5: LibraryEntry = {
  id: "who-5",
  kind: "questionnaire",
  title: "WHO-5: well-being, 0 to 100",
  missing: "any: null; no published rule was found",
  sources: [
    "Topp, C. W., Østergaard, S. D., Søndergaard, S., & Bech, P. (2015). The WHO-5 Well-Being Index: a systematic review of the literature. Psychotherapy and Psychosomatics, 84(3), 167-176",
  ],
  definition: {
    title: "WHO-5",
    items: ratings(5, 0, 5),
    scales: [
      {
        id: "well-being",
        items: itemIds(5),
        aggregate: "sum",
        missing: "null_if_any",
        transform: [{ type: "linear", a: 0, b: 4 }],
      },
    ],
    bands: [
      {
        scale: "well-being",
        on: "value",
        cuts: [
          { min: 0, label: "50 or less: screens positive" },
          { min: 52, label: "above 50" },
        ],
      },
    ],
  },
};
