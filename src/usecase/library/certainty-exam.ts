/**
 * An exam with certainty-based marking: each answer comes with how sure one is.
 *
 * Levels 1, 2 and 3 earn 1, 2 and 3 where the answer is right, and 0, -2 and -6
 * where it is wrong; no reply earns 0. An answer is [option, level]. Keys are
 * examples.
 *
 * @module
 */

import { itemIds, type LibraryEntry } from "./library-entry.ts";

const KEYS = ["B", "D", "A", "C", "B"];

export const certaintyExam: LibraryEntry = {
  id: "certainty-exam",
  kind: "exam",
  title: "Exam with certainty-based marking: answers are [option, level]",
  missing: "0 points",
  sources: [
    "Cornwell, R., & Gardner-Medwin, T. (2008). Perspective on certainty-based marking. Innovate, 4(3)",
    "Using certainty-based marking. Moodle documentation, after Gardner-Medwin, for the marks",
  ],
  definition: {
    title: "Exam with certainty-based marking",
    items: itemIds(KEYS.length).map((id, place) => ({
      id,
      type: "single_choice",
      options: ["A", "B", "C", "D"],
      key: KEYS[place],
      confidence: { 1: [1, 0], 2: [2, -2], 3: [3, -6] },
    })),
  },
};
