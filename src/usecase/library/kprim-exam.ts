/**
 * An exam of K′ items: four statements each, true or false.
 *
 * All four decisions right earn the point, three of four half of it, fewer
 * nothing. An answer names the statements that are held to be true; the keys
 * are examples. A key of no true statement at all would earn all or nothing.
 *
 * @module
 */

import { itemIds, type LibraryEntry } from "./library-entry.ts";

const KEYS = [["a"], ["b", "c"], ["a", "d"], ["b", "c", "d"], ["a", "b", "c", "d"]];

export const kprimExam: LibraryEntry = {
  id: "kprim-exam",
  kind: "exam",
  title: "Exam of K′ items: half a point for three of four",
  missing: "0 points",
  sources: [
    "Krebs, R. (1997). The Swiss way to score multiple true-false items: theoretical and empirical evidence. In Advances in Medical Education. Springer",
  ],
  definition: {
    title: "K′ exam",
    items: itemIds(KEYS.length).map((id, place) => ({
      id,
      type: "multiple_choice",
      rule: "kprim",
      options: ["a", "b", "c", "d"],
      key: KEYS[place],
    })),
  },
};
