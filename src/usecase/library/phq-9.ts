/**
 * PHQ-9, the depression module of the Patient Health Questionnaire.
 *
 * Nine items from 0 to 3, added: 0 to 27. Cut points 5, 10, 15 and 20 are mild,
 * moderate, moderately severe and severe (Kroenke et al., 2001, abstract).
 *
 * No rule of the authors' own for missing answers was found. Up to two of nine
 * are replaced by the mean of the others, which is Σx · 9 / answered, as Arrieta
 * et al. do (told by the manual of the R package qscorer). It is not rounded, so
 * 9.9 would be mild. The item on difficulty at work is not scored.
 *
 * @module
 */

import { itemIds, type LibraryEntry, ratings } from "./library-entry.ts";

export const phq9: LibraryEntry = {
  id: "phq-9",
  kind: "questionnaire",
  title: "PHQ-9: depression",
  missing: "up to 2 count as the mean of the others (Arrieta et al.); more: null",
  sources: [
    "Kroenke, K., Spitzer, R. L., & Williams, J. B. W. (2001). The PHQ-9: validity of a brief depression severity measure. Journal of General Internal Medicine, 16, 606-613",
    "Arrieta, J., et al. (2017). Validity and utility of the Patient Health Questionnaire (PHQ)-2 and PHQ-9 for screening and diagnosis of depression in rural Chiapas, Mexico. Journal of Clinical Psychology, 73(9), 1076-1090, for missing answers",
  ],
  definition: {
    title: "PHQ-9",
    items: ratings(9, 0, 3),
    scales: [
      {
        id: "depression",
        items: itemIds(9),
        aggregate: "sum",
        missing: "prorate",
        minAnswered: 7,
      },
    ],
    bands: [
      {
        scale: "depression",
        on: "points",
        cuts: [
          { min: 0, label: "minimal" },
          { min: 5, label: "mild" },
          { min: 10, label: "moderate" },
          { min: 15, label: "moderately severe" },
          { min: 20, label: "severe" },
        ],
      },
    ],
  },
};
