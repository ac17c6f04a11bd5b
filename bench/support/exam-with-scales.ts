/**
 * The exam's choices read as answers to other forms: five scoring rules, eight
 * items each, and three scales with a set of bands each.
 *
 * @module
 */

import { type ExamForm, ITEM_COUNT, KEY, OPTIONS } from "./exam.ts";

const ITEMS_A_RULE = 8;
/** What the four choices are where several options may be ticked. */
const SETS = [["A", "C"], ["A"], ["B", "D"], ["D"]] as const;

type Rule = (right: number) => object;

/** Answers of one byte, as all of the plain form are: what differs is rules, scales and bands. */
export const examWithScales: ExamForm = formOf([
  allOrNothing,
  formulaScoring,
  optionPoints,
  confidence,
  rating,
]);

/** The same where a fifth of the items takes several options, two bytes an answer. */
export const examWithSets: ExamForm = formOf([
  allOrNothing,
  formulaScoring,
  optionPoints,
  netCorrect,
  rating,
]);

function formOf(rules: readonly Rule[]): ExamForm {
  const ruleOf = (item: number) => rules[Math.floor(item / ITEMS_A_RULE)] ?? allOrNothing;
  return {
    definition: (title) => definitionOf(title, ruleOf),
    answers: Array.from({ length: ITEM_COUNT }, (_, item) => answersTo(ruleOf(item))),
  };
}

function definitionOf(title: string, ruleOf: (item: number) => Rule) {
  return {
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
  };
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

/** Certainty-based marks, halved so that they are quarters too. */
function confidence(right: number): object {
  const levels = { 1: [0.5, 0], 2: [1, -1] };
  return { type: "single_choice", options: OPTIONS, key: OPTIONS[right], confidence: levels };
}

function rating(): object {
  return { type: "rating", min: 0, max: 3 };
}

function answersTo(rule: Rule): readonly string[] {
  if (rule === rating) return ["0", "1", "2", "3"];
  if (rule === confidence)
    return OPTIONS.map((option, at) => JSON.stringify([option, 1 + (at % 2)]));
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
