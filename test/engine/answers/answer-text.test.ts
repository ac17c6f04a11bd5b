import { describe, expect, test } from "bun:test";

import { answerReader, answerText, parseAnswer } from "#engine/answers/answer-text.ts";
import { canonicalText } from "#engine/answers/canonical-text.ts";
import type { Item } from "#engine/definition/definition.ts";

import {
  gap,
  labelled,
  linked,
  match,
  multipleChoice,
  numeric,
  order,
  point,
  rating,
  rubric,
  singleChoice,
  text,
  withPattern,
} from "./items.ts";

/** A gap of a type that answers with a list. */
function multipleGap(id: string): Item {
  return {
    id,
    type: "single_choice",
    rule: "confidence",
    options: ["A", "B"],
    key: "A",
    confidence: { 1: [1, 0] },
    weight: 1,
    blank: 0,
  };
}

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
    [order("a"), ["B", "C", "A"], '["B","C","A"]'],
    [
      match("a"),
      [
        ["Oslo", "DE"],
        ["Berlin", "DE"],
        ["Oslo", "DE"],
      ],
      '[["Oslo","DE"],["Berlin","DE"],["Oslo","DE"]]',
    ],
    [match("a"), [], "[]"],
    [gap("a", text("t"), numeric("n")), { t: "", n: -0 }, '{"t":"","n":-0}'],
    [gap("a", multipleGap("c")), { c: ["A", 1] }, '{"c":["A",1]}'],
    [
      point("a"),
      [
        [-0, "1.50"],
        [0.1, 1e-7],
      ],
      '[[-0,"1.50"],[0.1,1e-7]]',
    ],
    [rubric("a"), "", '""'],
    [rubric("a"), "[]", '"[]"'],
    [rubric("a"), "é".repeat(5_000), `"${"é".repeat(5_000)}"`],
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
    [rubric("a"), 3],
    [rubric("a"), []],
    [rubric("a"), { c: "l1" }],
    [labelled("a", ["0", "1"]), 1],
    [withPattern("a"), "a".repeat(1_001)],
  ])("refuses %j's %j", (item, value) => {
    expect(answerText(item, value).ok).toBe(false);
  });
});

test("a text with gaps names those that are filled, in the order of the definition", () => {
  const read = answerReader(gap("a", text("t"), numeric("n"), singleChoice("c")));
  const orders = [
    { c: "A", n: null, t: "x" },
    { t: "x", c: "A" },
    JSON.parse('{"n":null,"t":"x","c":"A"}'),
  ];
  for (const answer of orders)
    expect(read(answer)).toEqual({ ok: true, value: '{"t":"x","c":"A"}' });
  for (const open of [{}, { t: null }, { t: null, n: null, c: null }]) {
    expect(read(open)).toEqual({ ok: true, value: "{}" });
  }
});

test.each<[Item, unknown, string, string | undefined]>([
  [order("a"), "A|B|C", "answer_type_wrong", undefined],
  [order("a"), ["A", "B", 3], "answer_type_wrong", undefined],
  [order("a"), ["A", "B", "D"], "option_unknown", undefined],
  [order("a"), ["A", "B"], "not_a_permutation", undefined],
  [order("a"), ["A", "B", "B"], "not_a_permutation", undefined],
  [order("a"), ["A", "B", "C", "A"], "not_a_permutation", undefined],
  [match("a"), { Oslo: "NO" }, "answer_type_wrong", undefined],
  [match("a"), [["Oslo", "NO"], ["Oslo"]], "answer_type_wrong", "1"],
  [match("a"), [["Oslo", 1]], "answer_type_wrong", "0"],
  [match("a"), [["DE", "Berlin"]], "option_unknown", "0"],
  [
    match("a"),
    [
      ["Berlin", "DE"],
      ["Berlin", "FR"],
    ],
    "option_unknown",
    "1",
  ],
  [gap("a", text("t")), "x", "answer_type_wrong", undefined],
  [gap("a", text("t")), ["x"], "answer_type_wrong", undefined],
  [gap("a", text("t")), { u: "x" }, "gap_unknown", undefined],
  [gap("a", text("t"), singleChoice("c")), { c: "Z" }, "option_unknown", "c"],
  [gap("a", numeric("n")), { n: "x" }, "number_invalid", "n"],
  [gap("a", text("t")), JSON.parse('{"__proto__":"x"}'), "gap_unknown", undefined],
  [point("a"), [1, 2], "answer_type_wrong", "0"],
  [
    point("a"),
    [
      [1, 2],
      [1, 2, 3],
    ],
    "answer_type_wrong",
    "1",
  ],
  [point("a"), [[1, null]], "answer_type_wrong", "0"],
  [point("a"), [[1, "one"]], "number_invalid", "0"],
  [point("a"), [[1, Infinity]], "number_invalid", "0"],
  [point("a"), [[1, 2e9]], "number_invalid", "0"],
  [
    point("a"),
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    "too_many_points",
    undefined,
  ],
])("%j refuses %j: %s", (item, value, code, path) => {
  const read = answerText(item, value);
  expect<object>(read.ok ? {} : { code: read.error.code, path: read.error.path }).toEqual({
    code,
    path,
  });
});

test("a rationale takes as many options as are keyed, however often each is named", () => {
  expect(answerText(linked("a"), ["A", "C", "A"])).toEqual({ ok: true, value: '["A","C","A"]' });
  expect(answerText(linked("a"), ["A", "C", "D"])).toEqual({
    ok: false,
    error: { code: "too_many_selected", message: "The item takes at most 2 options." },
  });
});

test("a refused text says how long it may be", () => {
  expect(answerText(withPattern("a"), "a".repeat(1_001))).toMatchObject({
    error: { code: "text_too_long", message: "The item takes text of at most 1000 characters." },
  });
  expect(answerText(text("a"), "a".repeat(1_001)).ok).toBe(true);
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
