/**
 * Item analysis as CSV: one row an item, of the total and then of each scale.
 *
 * @module
 */

import type { ItemAnalysisView } from "#usecase/item-analysis-view.ts";
import type { AnalysisOfRunView } from "#usecase/read-item-analysis.ts";

import type { AnswerForm } from "./cached-answer.ts";
import { line, numberCell, textCell } from "./csv-cells.ts";

const COUNTS = ["n", "presented"] as const;

const STATES = ["omitted", "notReached", "notPresented", "notApplicable"] as const;

const STATISTICS = [
  "difficulty",
  "relativeDifficulty",
  "mean",
  "sd",
  "itemTotal",
  "itemRest",
  "d27",
  "d27Inclusive",
  "alphaIfDeleted",
  "effectiveWeight",
  "discriminationEfficiency",
] as const;

export const ITEMS_CSV: AnswerForm = {
  name: "csv",
  contentType: "text/csv; charset=utf-8; header=present",
  write: (json) => itemsCsv(JSON.parse(json) as AnalysisOfRunView),
};

function itemsCsv({ items, scales }: AnalysisOfRunView): string {
  const header = line(["scale", "item", ...COUNTS, ...STATES, ...STATISTICS, "alarms"]);
  const tests = [{ id: "total", items }, ...scales];
  return header + tests.flatMap((test) => test.items.map((item) => row(test.id, item))).join("");
}

function row(scale: string, item: ItemAnalysisView): string {
  return line([
    textCell(scale),
    textCell(item.id),
    ...COUNTS.map((name) => numberCell(item[name])),
    ...STATES.map((state) => numberCell(item.states[state])),
    ...STATISTICS.map((name) => numberCell(item[name])),
    item.alarms.map(({ code }) => code).join("|"),
  ]);
}
