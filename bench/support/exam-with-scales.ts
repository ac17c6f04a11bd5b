/**
 * The exam's choices read as answers to another form: five scoring rules, eight
 * items each, and three scales with a set of bands each.
 *
 * @module
 */

import { type ExamForm, ITEM_COUNT, KEY, OPTIONS } from "./exam.ts";

const ITEMS_A_RULE = 8;
/** What the four choices are where several options may be ticked. */
const SETS = [["A", "C"], ["A"], ["B", "D"], ["D"]] as const;
const RULES = [allOrNothing, formulaScoring, optionPoints, netCorrect, rating] as const;

export const examWithScales: ExamForm = {
  definition: (title) => ({
    title,
    items: Array.from(KEY, (right, item) => ({ id: `q${item + 1}`, ...ruleOf(item)(right) })),
    scales: [
      { id: "knowledge", aggregate: "sum", items: idsOf(0, 1) },
      { id: "judgement", aggregate: "sum", items: idsOf(2, 3) },
      { id: "attitude", aggregate: "sum", missing: "null_if_any", items: ratings() },
    ],
    bands: [
      { scale: "knowledge", on: "percent", cuts: cuts([0, 50, 80]) },
      { scale: "judgement", on: "points", cuts: cuts([0, 4, 9]) },
      { scale: "attitude", on: "points", cuts: cuts([0, 8, 16]) },
    ],
  }),
  answers: Array.from({ length: ITEM_COUNT }, (_, item) => answersTo(ruleOf(item))),
};

function ruleOf(item: number): (typeof RULES)[number] {
  return RULES[Math.floor(item / ITEMS_A_RULE)] ?? allOrNothing;
}

function allOrNothing(right: number): object {
  return { type: "single_choice", options: OPTIONS, key: OPTIONS[right] };
}

/** A wrong answer among five options costs a quarter. */
function formulaScoring(right: number): object {
  const options = [...OPTIONS, "E"];
  return { type: "single_choice", options, key: OPTIONS[right], rule: "formula_scoring" };
}

function optionPoints(right: number): object {
  const points = OPTIONS.map((option, index) => [option, [1, 0.5, 0, -0.25][(index + right) % 4]]);
  return { type: "single_choice", options: OPTIONS, optionPoints: Object.fromEntries(points) };
}

function netCorrect(right: number): object {
  return { type: "multiple_choice", options: OPTIONS, key: SETS[right], rule: "net_correct" };
}

function rating(): object {
  return { type: "rating", min: 0, max: 3 };
}

function answersTo(rule: (typeof RULES)[number]): readonly string[] {
  if (rule === rating) return ["0", "1", "2", "3"];
  const answers = rule === netCorrect ? SETS : OPTIONS;
  return answers.map((answer) => JSON.stringify(answer));
}

/** Items of some of the rules. */
function idsOf(...rules: number[]): string[] {
  return Array.from({ length: ITEM_COUNT }, (_, item) => item)
    .filter((item) => rules.includes(Math.floor(item / ITEMS_A_RULE)))
    .map((item) => `q${item + 1}`);
}

/** Every second one is asked the other way round. */
function ratings(): object[] {
  return idsOf(4).map((id, place) => ({ id, reverse: place % 2 === 1 }));
}

function cuts(from: readonly number[]): object[] {
  return from.map((min, place) => ({ min, label: `${"low middle high".split(" ")[place]}` }));
}
