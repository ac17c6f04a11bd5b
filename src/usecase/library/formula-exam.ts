/**
 * A multiple-choice exam with correction for guessing: R - W / (k - 1).
 *
 * A right answer earns 1, a wrong one costs 1 / (k - 1) in an item of k options,
 * an omitted one does neither. The total may be negative. Keys are examples: of
 * five options, where a wrong answer costs 1/4, and of two, where it costs 1.
 *
 * @module
 */

import { itemIds, type LibraryEntry } from "./library-entry.ts";

const FIVE = ["A", "B", "C", "D", "E"];
const TWO = ["true", "false"];
const KEYS = ["B", "D", "A", "E", "C", "A", "E", "B", "true", "false"];

export const formulaExam: LibraryEntry = {
  id: "formula-exam",
  kind: "exam",
  title: "Exam with correction for guessing: −1/(k − 1) for a wrong answer",
  missing: "0 points",
  sources: [
    "Frary, R. B. (1988). Formula scoring of multiple-choice tests (correction for guessing). Educational Measurement: Issues and Practice, 7(2)",
  ],
  definition: {
    title: "Exam with formula scoring",
    items: itemIds(KEYS.length).map((id, place) => ({
      id,
      type: "single_choice",
      rule: "formula_scoring",
      options: place < 8 ? FIVE : TWO,
      key: KEYS[place],
    })),
  },
};
