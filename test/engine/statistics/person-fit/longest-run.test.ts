import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { ENDS_RUN, longestRun, NOT_SHOWN } from "#engine/statistics/person-fit/longest-run.ts";
import { fitMeasure, personFit } from "#engine/statistics/person-fit/person-fit.ts";

import { encodeBatch, type Form, givenForm, scored } from "../../scoring/encoded-batch.ts";

describe("longest run", () => {
  test("is the longest stretch of one choice that anyone could cut out", () => {
    const choices = fc.array(fc.constantFrom(NOT_SHOWN, ENDS_RUN, 1, 2), { maxLength: 12 });
    fc.assert(
      fc.property(choices, (given) => {
        const shown = given.filter((choice) => choice !== NOT_SHOWN);
        const stretches = shown.flatMap((_, from) =>
          shown.map((_, to) => shown.slice(from, to + 1)),
        );
        const same = stretches.filter(
          ([first, ...rest]) => first !== ENDS_RUN && rest.every((choice) => choice === first),
        );
        const longest = Math.max(0, ...same.map((stretch) => stretch.length));
        expect(longestRun(given)).toBe(longest);
      }),
    );
  });

  test("of nothing is 0", () => {
    expect(longestRun([])).toBe(0);
    expect(longestRun([NOT_SHOWN, ENDS_RUN])).toBe(0);
  });
});

describe("over items that share their options", () => {
  const likert = { type: "rating", min: 1, max: 5 };
  const choice = { type: "single_choice", options: ["A", "B"], key: "A" };
  const runOf = (form: Form, answers: object) => {
    const { batch, levels } = scored(form, encodeBatch(form, [{ candidate: "c", ...answers }]));
    const measure = fitMeasure(form.plan, form.layout, null);
    return personFit(measure, { batch, levels, response: 0 }, { points: 1 }).longestRun;
  };
  const run = (length: number, share: number) => ({ ok: true, value: { length, share } }) as const;

  test("what was chosen counts, not what it is worth", () => {
    const form = givenForm({
      items: [
        { ...likert, id: "a" },
        { ...likert, id: "b", reverse: true },
        { ...likert, id: "c", weight: 2 },
        { ...likert, id: "d" },
      ],
    });
    expect(runOf(form, { answers: { a: 2, b: 2, c: 2, d: 4 } })).toEqual(run(3, 3 / 4));
    expect(runOf(form, { answers: { a: 2, b: 4, c: 2, d: 4 } })).toEqual(run(1, 1 / 4));
  });

  test("an omitted answer and another kind of item end a run; one that was not shown does not", () => {
    const form = givenForm({
      items: [
        { ...choice, id: "a" },
        { ...choice, id: "b", options: ["B", "A"] },
        { id: "word", type: "text", key: ["oak"] },
        { ...choice, id: "c" },
        { ...choice, id: "d" },
        { ...choice, id: "e" },
      ],
    });
    const answers = { a: "A", b: "A", word: "oak", c: "A", d: "A", e: "A" };
    expect(runOf(form, { answers })).toEqual(run(3, 3 / 5));
    expect(runOf(form, { answers: { ...answers, d: null } })).toEqual(run(2, 2 / 4));
    const others = { a: "A", b: "A", c: "A", e: "A" };
    const states = { d: "not_presented", word: "not_presented" };
    expect(runOf(form, { answers: others, states })).toEqual(run(4, 4 / 4));
  });

  test("equal answers to items with other options are not the same", () => {
    const form = givenForm({
      items: [
        { ...choice, id: "a" },
        { ...choice, id: "b" },
        { ...choice, id: "c", options: ["A", "B", "C"] },
        { ...choice, id: "d", options: ["A", "B", "C"] },
      ],
    });
    expect(runOf(form, { answers: { a: "A", b: "A", c: "A", d: "A" } })).toEqual(run(2, 2 / 4));
  });

  test("is undefined where no two items share them, and where nothing was answered", () => {
    const alone = givenForm({
      items: [
        { ...choice, id: "a" },
        { ...likert, id: "b" },
      ],
    });
    const reason = { ok: false, error: "no_shared_options" } as const;
    expect(runOf(alone, { answers: { a: "A", b: 1 } })).toEqual(reason);
    const pair = givenForm({ items: ["a", "b"].map((id) => ({ ...choice, id })) });
    const nothing = { ok: false, error: "nothing_answered" } as const;
    expect(runOf(pair, { answers: { a: null } })).toEqual(nothing);
  });
});
