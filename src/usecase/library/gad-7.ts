/**
 * GAD-7, a measure of generalised anxiety.
 *
 * Seven items from 0 to 3, added: 0 to 21. Cut points 5, 10 and 15 are mild,
 * moderate and severe. No published rule for missing answers was found, so one
 * that is missing leaves no score.
 *
 * @module
 */

import { itemIds, type LibraryEntry, ratings } from "./library-entry.ts";

export const gad7: LibraryEntry = {
  id: "gad-7",
  kind: "questionnaire",
  title: "GAD-7: anxiety",
  missing: "any: null; no published rule was found",
  sources: [
    "Spitzer, R. L., Kroenke, K., Williams, J. B. W., & Löwe, B. (2006). A brief measure for assessing generalized anxiety disorder: the GAD-7. Archives of Internal Medicine, 166(10), 1092-1097",
  ],
  definition: {
    title: "GAD-7",
    items: ratings(7, 0, 3),
    scales: [{ id: "anxiety", items: itemIds(7), aggregate: "sum", missing: "null_if_any" }],
    bands: [
      {
        scale: "anxiety",
        on: "points",
        cuts: [
          { min: 0, label: "minimal" },
          { min: 5, label: "mild" },
          { min: 10, label: "moderate" },
          { min: 15, label: "severe" },
        ],
      },
    ],
  },
};
