/**
 * The plain exam, and the abilities behind its totals by EAP: two parameters an
 * item, 61 nodes, omitted answers left out.
 *
 * @module
 */

import { type ExamForm, examDefinition, ITEM_COUNT, plainExam } from "./exam.ts";

export const examWithIrt: ExamForm = {
  ...plainExam,
  definition: (title) => ({
    ...examDefinition(title),
    irt: [{ scale: "total", D: 1, omitted: "missing", method: "eap", items: parameters() }],
  }),
};

/** The difficulties that the choices were drawn with, and slopes about theirs, which is 1. */
function parameters(): object[] {
  return Array.from({ length: ITEM_COUNT }, (_, item) => ({
    id: `q${item + 1}`,
    model: "2PL",
    a: 0.8 + 0.1 * (item % 5),
    b: (4 * item) / (ITEM_COUNT - 1) - 2,
  }));
}
