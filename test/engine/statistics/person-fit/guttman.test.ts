import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { guttmanErrors } from "#engine/statistics/person-fit/guttman-errors.ts";
import { guttmanNormed } from "#engine/statistics/person-fit/guttman-normed.ts";
import { guttmanOrder } from "#engine/statistics/person-fit/guttman-order.ts";

import { must } from "../../../support/must.ts";
import { type Form, givenForm, tallied } from "../../scoring/encoded-batch.ts";

describe("Guttman errors", () => {
  test("are the pairs in the wrong order", () => {
    const answers = fc.array(fc.boolean(), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(answers, (right) => {
        const pairs = right.flatMap((easier, i) =>
          right.slice(i + 1).filter((harder) => !easier && harder),
        );
        expect(guttmanErrors(right)).toEqual({ ok: true, value: pairs.length });
      }),
    );
  });

  test("normed, are 0 at best and 1 at worst", () => {
    const count = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(count, count, (rights, wrongs) => {
        const right = Array.from({ length: rights }, () => true);
        const wrong = Array.from({ length: wrongs }, () => false);
        expect(must(guttmanNormed([...right, ...wrong]))).toBe(0);
        expect(must(guttmanNormed([...wrong, ...right]))).toBe(1);
      }),
    );
    expect(must(guttmanNormed([true, false, true]))).toBe(0.5);
  });

  test("are undefined below two items, and normed where all or none are right", () => {
    for (const answers of [[], [true]]) {
      expect(guttmanErrors(answers)).toEqual({ ok: false, error: "too_few_items" });
      expect(guttmanNormed(answers)).toEqual({ ok: false, error: "too_few_items" });
    }
    for (const same of [true, false]) {
      expect(guttmanErrors([same, same])).toEqual({ ok: true, value: 0 });
      expect(guttmanNormed([same, same])).toEqual({ ok: false, error: "all_right_or_all_wrong" });
    }
  });
});

describe("the order of items", () => {
  const choice = { type: "single_choice", options: ["A", "B"], key: "A" };
  const idsOf = (form: Form, responses: readonly unknown[]) =>
    guttmanOrder(form.plan, tallied(form, responses, [2])).map(({ item }) => item.item.id);
  const response = (answers: object, index: number) => ({ candidate: `c${index}`, answers });

  test("is from the greatest share of right answers to the least, ties as in the form", () => {
    const form = givenForm({ items: ["a", "b", "c", "d"].map((id) => ({ ...choice, id })) });
    const answers = ["BAAB", "BAAA", "AABA", "BABA"].map((row) => {
      return { a: row[0], b: row[1], c: row[2], d: row[3] };
    });
    // p: a 1/4, b 1, c 1/2, d 3/4.
    expect(idsOf(form, answers.map(response))).toEqual(["b", "d", "c", "a"]);
    const tied = [{ a: "A", b: "A", c: "B", d: "A" }];
    expect(idsOf(form, tied.map(response))).toEqual(["a", "b", "d", "c"]);
  });

  test("counts omitted answers as not right, and leaves out those that were not shown", () => {
    const form = givenForm({
      items: ["a", "b", "c"].map((id) => ({ ...choice, id })),
      absentMeans: "not_presented",
    });
    const answers = [
      { a: "A", b: "A" },
      { a: null, b: "A" },
      { a: "A", b: "B" },
      { a: "A", b: null, c: null },
      { a: "A" },
    ];
    // p: a 4/5, b 2/4, c 0/1.
    expect(idsOf(form, answers.map(response))).toEqual(["a", "b", "c"]);
    expect(idsOf(form, [...answers.slice(0, 3), { b: "A" }].map(response))).toEqual(["b", "a"]);
    // The share decides, not how many were right: a 2/3, b 1/1.
    expect(idsOf(form, [...answers.slice(0, 1), { a: "A" }, { a: "B" }].map(response))).toEqual([
      "b",
      "a",
    ]);
  });

  test("has items of two points only, whatever these are and however they are scored", () => {
    const form = givenForm({
      items: [
        { id: "likert", type: "rating", min: 1, max: 5 },
        { ...choice, id: "penalty", rule: "formula_scoring" },
        { id: "word", type: "text", key: ["oak"], points: 7 },
        { id: "reversed", type: "rating", min: 0, max: 1, reverse: true },
      ],
    });
    const answers = [
      { likert: 5, penalty: "A", word: "elm", reversed: 0 },
      { likert: 5, penalty: "B", word: "elm", reversed: 0 },
    ];
    expect(idsOf(form, answers.map(response))).toEqual(["reversed", "penalty", "word"]);
  });

  test("is empty where nobody is counted", () => {
    expect(idsOf(givenForm({ items: [{ ...choice, id: "a" }] }), [])).toEqual([]);
  });
});
