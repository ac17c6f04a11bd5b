/**
 * A text with gaps.
 *
 * Each gap that is filled with the very word of the text earns 1, as Taylor
 * counts them; a gap left open earns 0. Case and space around a word do not
 * matter. Beside words there are a number and a choice from a list. Keys are
 * examples.
 *
 * @module
 */

import { itemIds, type LibraryEntry } from "./library-entry.ts";

const WORDS = ["first", "second", "third"];

export const cloze: LibraryEntry = {
  id: "cloze",
  kind: "exam",
  title: "Cloze: a text with gaps, a point for each",
  missing: "an open gap: 0 points",
  sources: [
    'Taylor, W. L. (1953). "Cloze procedure": a new tool for measuring readability. Journalism Quarterly, 30, 415-433',
  ],
  definition: {
    title: "Cloze",
    items: [
      {
        id: "passage",
        type: "gap",
        gaps: [
          ...itemIds(WORDS.length).map((id, place) => ({ id, type: "text", key: [WORDS[place]] })),
          { id: "q4", type: "number", key: 12 },
          { id: "q5", type: "single_choice", options: ["A", "B", "C"], key: "C" },
        ],
      },
    ],
  },
};
