/**
 * Runs the worked examples of every page `docs/rules-*.md` through the engine.
 *
 * An example is a block fenced as json: `{"item": {…}, "answers": [{"answer": …, "points": 1.5}, …]}`.
 * `item` is written as in a definition, without its id; `points` are what the
 * answer, or null, earns after all operations, weight included.
 *
 * @module
 */

import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { answerText } from "#engine/answers/answer-text.ts";
import type { Item } from "#engine/definition/definition.ts";
import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { toPoints } from "#engine/micropoints.ts";
import { gapRules } from "#engine/rules/gap/gap-rules.ts";
import { matchRules } from "#engine/rules/match/match-rules.ts";
import { multipleChoiceRules } from "#engine/rules/multiple-choice/multiple-choice-rules.ts";
import { orderRules } from "#engine/rules/order/order-rules.ts";
import { compileItem } from "#engine/rules/compile-item.ts";
import type { Answer } from "#engine/rules/compiled-item.ts";
import { singleChoiceRules } from "#engine/rules/single-choice/single-choice-rules.ts";

import { must } from "../support/must.ts";

interface Example {
  readonly item: object;
  readonly answers: readonly { readonly answer: Answer | null; readonly points: number }[];
}

const pages = [...new Bun.Glob("docs/rules-*.md").scanSync()].toSorted();

const examples = pages.flatMap((page) => {
  const blocks = [...readFileSync(page, "utf8").matchAll(/^```json\n(.*?)^```/gms)];
  return blocks.map(([, text = ""], index): [string, number, Example] => [
    page,
    index + 1,
    JSON.parse(text),
  ]);
});

test.each(examples)("%s: example %i earns what it says", (_, __, { item, answers }) => {
  const parsed = itemOf(item);
  const { evaluate, blank } = compileItem(parsed);
  const earned = answers.map(({ answer }) => {
    if (answer === null) return { answer, points: toPoints(blank) };
    expect(answerText(parsed, answer)).toMatchObject({ ok: true });
    return { answer, points: toPoints(evaluate(answer)) };
  });
  expect(answers.length).toBeGreaterThan(1);
  expect(earned).toEqual([...answers]);
});

test("every page has examples, and there is one of every rule that has a name", () => {
  expect(pages).toContain("docs/rules-choice.md");
  for (const page of pages) expect(examples.some(([of]) => of === page)).toBe(true);
  const shown = examples.map(([, , { item }]) => itemOf(item)).map(nameOf);
  for (const [type, rules] of [
    ["single_choice", singleChoiceRules],
    ["multiple_choice", multipleChoiceRules],
    ["order", orderRules],
    ["match", matchRules],
    ["gap", gapRules],
  ] as const) {
    for (const rule of Object.keys(rules)) expect(shown).toContain(`${type} ${rule}`);
  }
});

function itemOf(item: object): Item {
  const [parsed] = must(parseDefinition({ items: [{ id: "q", ...item }] })).definition.items;
  if (parsed === undefined) throw new Error("no item");
  return parsed;
}

function nameOf(item: Item): string {
  return "rule" in item ? `${item.type} ${item.rule}` : item.type;
}
