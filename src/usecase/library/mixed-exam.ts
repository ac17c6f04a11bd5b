/**
 * An exam of three parts with items of most types, a pass mark and a gate.
 *
 * Part A is chosen, part B is constructed, part C is an essay that two raters
 * score; each can earn 10. 60 percent of all passes; the certificate needs half
 * of part B and of part C as well. Keys, points and marks are examples, and no
 * publication stands behind them.
 *
 * @module
 */

import type { LibraryEntry } from "./library-entry.ts";

export const mixedExam: LibraryEntry = {
  id: "mixed-exam",
  kind: "exam",
  title: "Exam of three parts with most types of items, an essay, a pass mark and a gate",
  missing: "0 points; an essay that is not scored yet: provisional",
  sources: ["none: an example"],
  definition: {
    title: "Mixed exam",
    items: [
      { id: "a1", type: "single_choice", options: ["A", "B", "C", "D"], key: "B", points: 2 },
      {
        id: "a2",
        type: "single_choice",
        options: ["A", "B", "C", "D"],
        key: ["A", "D"],
        points: 2,
      },
      {
        id: "a3",
        type: "multiple_choice",
        rule: "net_correct",
        options: ["A", "B", "C", "D", "E"],
        key: ["A", "C"],
        points: 4,
      },
      { id: "a4", type: "multiple_choice", options: ["A", "B", "C"], key: ["B", "C"], points: 2 },
      { id: "b1", type: "number", key: 9.81, tolerance: { absolute: 0.01 }, points: 2 },
      { id: "b2", type: "text", key: ["example", { answer: "sample", points: 1 }], points: 2 },
      { id: "b3", type: "order", rule: "adjacent", key: ["A", "B", "C"], points: 2 },
      {
        id: "b4",
        type: "match",
        rule: "proportion",
        key: [
          ["A", "1"],
          ["B", "2"],
        ],
        points: 2,
      },
      {
        id: "b5",
        type: "gap",
        gaps: [
          { id: "b5a", type: "text", key: ["word"] },
          { id: "b5b", type: "number", key: 7 },
        ],
      },
      {
        id: "c1",
        type: "rubric",
        criteria: [
          criterion("content", [0, 2, 4, 6]),
          criterion("structure", [0, 1, 2]),
          criterion("language", [0, 1, 2]),
        ],
        doubleRating: { third_if_apart: 2 },
      },
    ],
    scales: [
      { id: "part-a", items: ["a1", "a2", "a3", "a4"], aggregate: "sum" },
      { id: "part-b", items: ["b1", "b2", "b3", "b4", "b5"], aggregate: "sum" },
      { id: "part-c", items: ["c1"], aggregate: "sum" },
    ],
    bands: [
      {
        scale: "total",
        on: "percent",
        cuts: [
          { min: 0, label: "fail" },
          { min: 60, label: "pass" },
        ],
      },
    ],
    gates: [
      {
        id: "certificate",
        all: [
          { scale: "total", on: "percent", min: 60 },
          { scale: "part-b", on: "percent", min: 50 },
          { scale: "part-c", on: "percent", min: 50 },
        ],
      },
    ],
  },
};

/** Levels `l0`, `l1` and so on, from the lowest. */
function criterion(id: string, worths: readonly number[]): object {
  return { id, levels: worths.map((points, place) => ({ id: `l${place}`, points })) };
}
