/**
 * An option with a level, from the row that is sent to the points that it earns.
 *
 * @module
 */

import { describe, expect, test } from "bun:test";

import { answerText } from "#engine/answers/answer-text.ts";
import { decodeResponse } from "#engine/answers/decode-response.ts";
import { extendLayout } from "#engine/answers/extend-layout.ts";
import type { Layout } from "#engine/answers/layout.ts";
import { removedAnswers } from "#engine/answers/removed-answers.ts";
import { responseEncoder } from "#engine/answers/response-encoder.ts";
import type { Definition } from "#engine/definition/definition.ts";
import { compilePlan } from "#engine/scoring/compile-plan.ts";
import { resolveLevels } from "#engine/scoring/resolve-levels.ts";
import { scoreBatch } from "#engine/scoring/score-batch.ts";

import { must } from "../../support/must.ts";

import { InMemoryDictionary } from "./in-memory-dictionary.ts";
import { definitionOf, layoutOf, singleChoice, sure } from "./items.ts";

const PAIRS = ['["A",1]', '["A",2]', '["A",3]', '["B",1]', '["B",2]', '["B",3]'];

describe("the text of a pair", () => {
  test.each([
    [["A", 2], '["A",2]'],
    [["B", 3], '["B",3]'],
  ])("of %j is %s", (value, expected) => {
    expect(answerText(sure("q"), value)).toEqual({ ok: true, value: expected });
  });

  test.each([
    ["A", "answer_type_wrong"],
    [2, "answer_type_wrong"],
    [[], "answer_type_wrong"],
    [["A"], "answer_type_wrong"],
    [["A", 1, 1], "answer_type_wrong"],
    [[2, "A"], "answer_type_wrong"],
    [{ 0: "A", 1: 2, length: 2 }, "answer_type_wrong"],
    [["C", 1], "option_unknown"],
    [["A", 4], "level_unknown"],
    [["A", "2"], "level_unknown"],
    [["A", 1.5], "level_unknown"],
    [["A", null], "level_unknown"],
  ])("is refused of %j: %s", (value, code) => {
    expect(answerText(sure("q"), value)).toMatchObject({ ok: false, error: { code } });
  });

  test("is refused of negative zero, which 0 would not give back", () => {
    const item = sure("q", ["A", "B"], [0, 1]);
    expect(answerText(item, ["A", 0]).ok).toBe(true);
    expect(answerText(item, ["A", -0])).toMatchObject({ error: { code: "level_unknown" } });
  });

  test("is no text of an item without levels, nor the other way round", () => {
    expect(answerText(singleChoice("q"), ["A", 2]).ok).toBe(false);
    expect(answerText(sure("q"), "A").ok).toBe(false);
  });
});

describe("a column of pairs", () => {
  test("is one byte wide and numbers them option by option", () => {
    const [column] = layoutOf(definitionOf(sure("q"))).columns;
    expect(column).toMatchObject({ type: "single_choice", width: 1, answers: PAIRS });
  });

  test("appends them to the options of an item that had no levels, and keeps the codes", () => {
    const before = layoutOf(definitionOf(singleChoice("q", ["A", "B"])));
    const after = layoutOf(definitionOf(sure("q")), before, 9);
    expect(after.columns[0]?.answers).toEqual(['"A"', '"B"', ...PAIRS]);
    expect(after.steps).toBe(before.steps);
    expect(layoutOf(definitionOf(singleChoice("q", ["A", "B"])), after, 9)).toBe(after);
  });

  test("has no room for more than 240 answers of all revisions", () => {
    const options = Array.from({ length: 80 }, (_, i) => `o${i}`);
    const before = layoutOf(definitionOf(singleChoice("q", options)));
    expect(extendLayout(before, definitionOf(sure("q", options, [1, 2])), 2).ok).toBe(true);
    const extended = extendLayout(before, definitionOf(sure("q", options)), 2);
    expect(extended).toMatchObject({ error: [{ item: "q", reason: "width_outgrown" }] });
  });
});

test("stored answers of the other kind are looked for before a revision may replace them", () => {
  const plain = definitionOf(singleChoice("q", ["A", "B"]));
  const levels = definitionOf(sure("q"));
  const removed = (layout: Layout, now: Definition, before: Definition) =>
    removedAnswers(layout, now, before).map(({ texts }) => texts);
  expect(removed(layoutOf(plain), levels, plain)).toEqual([['"A"', '"B"']]);
  expect(removed(layoutOf(levels), plain, levels)).toEqual([PAIRS]);

  const two = definitionOf(sure("q", ["A", "B"], [1, 2]));
  expect(removed(layoutOf(levels), two, levels)).toEqual([['["A",3]', '["B",3]']]);
  expect(removed(layoutOf(two), levels, two)).toEqual([]);
});

describe("an encoder", () => {
  test("writes a pair as one byte, reports it once, and reads it back", () => {
    const definition = definitionOf(singleChoice("p"), sure("q"));
    const layout = layoutOf(definition);
    const dictionary = new InMemoryDictionary();
    const encoder = responseEncoder(layout, definition, dictionary);
    const answers = [["B", 2], ["A", 1], null, ["B", 2]];
    for (const [i, q] of answers.entries()) {
      expect(encoder.add(i + 1, { candidate: "c", answers: { p: "C", q } })).toBeNull();
    }
    const chunk = encoder.take();
    expect(chunk.rows).toEqual(Uint8Array.of(10, 12, 10, 8, 10, 1, 10, 12));
    expect(chunk.unseen).toEqual([
      { row: 0, column: 0, text: '"C"', code: 10 },
      { row: 0, column: 1, text: '["B",2]', code: 12 },
      { row: 1, column: 1, text: '["A",1]', code: 8 },
    ]);
    dictionary.intern(layout, chunk);
    encoder.add(9, { candidate: "c", answers: { q: ["B", 2] } });
    expect(encoder.take().unseen).toEqual([]);
    const decoded = decodeResponse(layout, chunk.rows.slice(0, 2), dictionary.textOf);
    expect({ ...decoded.answers }).toEqual({ p: "C", q: ["B", 2] });
  });

  test("forgets the pair of a row that is not taken", () => {
    const definition = definitionOf(sure("q"), singleChoice("p"));
    const encoder = responseEncoder(layoutOf(definition), definition, new InMemoryDictionary());
    const row = { candidate: "c", answers: { q: ["A", 3], p: "Z" } };
    expect(encoder.add(1, row)?.code).toBe("option_unknown");
    expect(encoder.add(2, { candidate: "c", answers: { q: ["A", 9] } })).toMatchObject({
      code: "level_unknown",
      path: "answers.q",
      message: "The level is a number among 1, 2, 3.",
    });
    encoder.add(3, { candidate: "c", answers: { q: ["A", 3] } });
    expect(encoder.take().unseen).toEqual([{ row: 0, column: 0, text: '["A",3]', code: 10 }]);
  });
});

test("an encoder refuses negative zero as a level too", () => {
  const definition = definitionOf(sure("q", ["A", "B"], [0, 1]));
  const encoder = responseEncoder(layoutOf(definition), definition, new InMemoryDictionary());
  const levelled = (level: number) => ({ candidate: "c", answers: { q: ["A", level] } });
  expect(encoder.add(1, levelled(-0))?.code).toBe("level_unknown");
  expect(encoder.add(2, levelled(0))).toBeNull();
});

test("a revision reads the answers of its own kind; the others fail, and say so", () => {
  const plain = definitionOf(singleChoice("q", ["A", "B"]));
  const levels = definitionOf(sure("q"));
  const layout = layoutOf(levels, layoutOf(plain), 1);
  // Codes 8, 9 are "A", "B"; 10 to 15 the pairs.
  const batch = { count: 4, rows: Uint8Array.of(8, 9, 11, 15), hasGaps: false, fromOrdinal: 1 };
  const scores = (definition: Definition) => {
    const plan = must(compilePlan(definition, layout));
    const { levels: codes } = resolveLevels(plan, batch);
    return [...scoreBatch(plan, batch, codes).totals].map((units) => units * plan.unit);
  };
  expect(scores(plain)).toEqual([1_000_000, 0, Number.NaN, Number.NaN]);
  expect(scores(levels)).toEqual([Number.NaN, Number.NaN, 2_000_000, -3_000_000]);
});
