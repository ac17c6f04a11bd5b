import { describe, expect, test } from "bun:test";

import { answerText, parseAnswer } from "#engine/answers/answer-text.ts";
import { canonicalText } from "#engine/answers/canonical-text.ts";
import type { Item } from "#engine/definition/definition.ts";

import {
  labelled,
  linked,
  multipleChoice,
  numeric,
  rating,
  singleChoice,
  text,
  withPattern,
} from "./items.ts";

describe("answerText", () => {
  test.each<[Item, unknown, string]>([
    [singleChoice("a"), "B", '"B"'],
    [multipleChoice("a"), ["C", "A", "C"], '["C","A","C"]'],
    [multipleChoice("a"), [], "[]"],
    [numeric("a"), 9.81, "9.81"],
    [numeric("a"), -0, "-0"],
    [numeric("a"), 1e21, "1e+21"],
    [numeric("a"), "9.810", '"9.810"'],
    [numeric("a", { decimal: "," }), "9,81", '"9,81"'],
    [numeric("a", { onInvalid: "wrong" }), "about ten", '"about ten"'],
    [text("a"), "", '""'],
    [text("a"), "\0\ud800", '"\\u0000\\ud800"'],
    [rating("a"), 3, "3"],
    [labelled("a"), "rarely", '"rarely"'],
    [labelled("a", ["0", "1"]), "1", '"1"'],
    [withPattern("a"), "é".repeat(1_000), `"${"é".repeat(1_000)}"`],
  ])("of %j for %j", (item, value, expected) => {
    expect(answerText(item, value)).toEqual({ ok: true, value: expected });
    expect(parseAnswer(expected)).toEqual(value as never);
  });

  test.each<[Item, unknown]>([
    [singleChoice("a"), null],
    [text("a"), undefined],
    [numeric("a"), "NaN"],
    [numeric("a"), ""],
    [numeric("a"), "1e999999999"],
    [multipleChoice("a"), { 0: "A", length: 1 }],
    [labelled("a"), "always"],
    [labelled("a", ["0", "1"]), 1],
    [withPattern("a"), "a".repeat(1_001)],
  ])("refuses %j's %j", (item, value) => {
    expect(answerText(item, value).ok).toBe(false);
  });
});

test("a refused text says how long it may be", () => {
  expect(answerText(withPattern("a"), "a".repeat(1_001))).toMatchObject({
    error: { code: "text_too_long", message: "The item takes text of at most 1000 characters." },
  });
  expect(answerText(text("a"), "a".repeat(1_001)).ok).toBe(true);
});

test("a rationale takes as many options as are keyed, however often each is named", () => {
  expect(answerText(linked("a"), ["A", "C", "A"])).toEqual({ ok: true, value: '["A","C","A"]' });
  expect(answerText(linked("a"), ["A", "C", "D"])).toEqual({
    ok: false,
    error: { code: "too_many_selected", message: "The item takes at most 2 options." },
  });
});

describe("canonicalText", () => {
  test("lists a set's options in the order of the definition, each once", () => {
    expect(canonicalText(multipleChoice("a"), ["D", "A", "D"])).toBe('["A","D"]');
  });

  test("is the exact text of every other answer", () => {
    expect(canonicalText(numeric("a"), -0)).toBe("-0");
    expect(canonicalText(numeric("a"), "1.0")).toBe('"1.0"');
    expect(canonicalText(text("a"), "\ud800")).toBe('"\\ud800"');
  });
});
