/**
 * AUDIT-C, the three questions on consumption of the Alcohol Use Disorders
 * Identification Test.
 *
 * Three items from 0 to 4, added: 0 to 12. Positive is 4 or more for men (Bush
 * et al.) and 3 or more for women (Bradley et al.). The cut depends on the
 * attribute `sex`, so the scale `screen` moves it to 1: score - 3 for men and
 * score - 2 for women, clamped to 0 and 1. Without the attribute it is null.
 *
 * Who never drinks may be led past the second and third question: send 0 for them.
 *
 * @module
 */

import { itemIds, type LibraryEntry, ratings } from "./library-entry.ts";

export const auditC: LibraryEntry = {
  id: "audit-c",
  kind: "questionnaire",
  title: "AUDIT-C: hazardous drinking; the attribute `sex`, male or female, sets the cut",
  missing: "any: null; no published rule was found",
  sources: [
    "Bush, K., Kivlahan, D. R., McDonell, M. B., Fihn, S. D., & Bradley, K. A. (1998). The AUDIT alcohol consumption questions (AUDIT-C): an effective brief screening test for problem drinking. Archives of Internal Medicine, 158(16), 1789-1795",
    "Bradley, K. A., Bush, K. R., Epler, A. J., et al. (2003). Two brief alcohol-screening tests from the Alcohol Use Disorders Identification Test (AUDIT): validation in a female Veterans Affairs patient population. Archives of Internal Medicine, 163(7), 821-829, for women",
  ],
  definition: {
    title: "AUDIT-C",
    items: ratings(3, 0, 4),
    scales: [
      { id: "consumption", items: itemIds(3), aggregate: "sum", missing: "null_if_any" },
      {
        id: "screen",
        items: itemIds(3),
        aggregate: "sum",
        missing: "null_if_any",
        transform: [
          {
            type: "linear",
            groups: [
              { where: { sex: "male" }, a: -3, b: 1, lower: 0, upper: 1 },
              { where: { sex: "female" }, a: -2, b: 1, lower: 0, upper: 1 },
            ],
          },
        ],
      },
    ],
    bands: [
      {
        scale: "screen",
        on: "value",
        cuts: [
          { min: 0, label: "negative" },
          { min: 1, label: "positive" },
        ],
      },
    ],
  },
};
