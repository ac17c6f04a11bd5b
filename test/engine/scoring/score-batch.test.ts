import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import type { Reading } from "#engine/scales/reading.ts";
import { readResult } from "#engine/scoring/read-result.ts";
import { learnAnswers, resolveLevels } from "#engine/scoring/resolve-levels.ts";
import { countBatch } from "#engine/statistics/count-batch.ts";
import { emptyTally } from "#engine/statistics/tally.ts";
import { encodeTally } from "#engine/statistics/tally-codec.ts";

import { mixedForm, mixedResponses } from "../../support/mixed-form.ts";
import { encodeBatch, type Form, givenForm, scored } from "./encoded-batch.ts";
import { type PlainResponse, type PlainResult, plainResult } from "./plain-scorer.ts";

const forms = {
  "one of each": mixedForm,
  "absent is not presented": { ...mixedForm, absentMeans: "not_presented" },
  "scales that share items": {
    ...mixedForm,
    scales: [
      { id: "first", items: ["single", "several", "all"], aggregate: "sum" },
      { id: "second", items: ["several", "all", "net", "number"], aggregate: "sum" },
      { id: "same", items: ["all", "single", "several"], aggregate: "sum" },
      { id: "every", items: mixedForm.items.slice(0, 9).map(({ id }) => id), aggregate: "sum" },
      { id: "whole", items: ["worth", "each"], aggregate: "sum", missing: "null_if_any" },
    ],
    bands: [],
  },
  "blank and empty": {
    items: [
      { id: "single", type: "single_choice", options: ["A", "B", "C", "D"], key: "A", blank: -0.5 },
      {
        id: "all",
        type: "multiple_choice",
        options: ["A", "B", "C", "D"],
        key: ["A"],
        emptyMeans: "omitted",
        blank: 0.25,
      },
      {
        id: "each",
        type: "multiple_choice",
        options: ["A", "B", "C", "D"],
        key: [],
        rule: "each_decision",
      },
    ],
  },
};

describe.each(Object.entries(forms))("scoreBatch, %s", (_name, input) => {
  const form = givenForm(input);
  const responses = mixedResponses(400).map((response) => onlyItemsOf(form, response));

  test("gives the totals, scales and maxima of plain scoring", () => {
    const { scored: batch } = scored(form, encodeBatch(form, responses));
    for (const [index, response] of responses.entries()) {
      const plain = plainResult(form.definition, response);
      expect(micropoints(form, batch.totals[index])).toBe(plain.points);
      expect(BigInt(batch.maxima?.total[index] ?? form.plan.maxPoints)).toBe(plain.maxPoints);
      const scales = batch.scales.map((values) => micropoints(form, values[index]));
      expect(scales).toEqual([...plain.scales]);
    }
  });

  test("reads each stored result back with its scales, percent and bands", () => {
    const { batch, scored: scores } = scored(form, encodeBatch(form, responses));
    for (const [index, response] of responses.entries()) {
      const plain = plainResult(form.definition, response);
      const row = batch.rows.subarray(
        index * form.plan.rowLength,
        (index + 1) * form.plan.rowLength,
      );
      const read = readResult(form.plan, row, {
        points: (scores.totals[index] ?? 0) * form.plan.unit,
        maxPoints: scores.maxima?.total[index] ?? null,
        scales: plain.scales.map((value) => (value === null ? null : Number(value))),
      });
      const isNone = plain.maxPoints === 0n;
      const expected = isNone ? null : (100 * Number(plain.points)) / Number(plain.maxPoints);
      expect(read.percent).toBe(expected);
      for (const [at, scale] of read.scales.entries()) {
        expect(scale.whole === null).toBe(plain.scales[at] === null);
        expect(scale.reason === null).toBe(scale.whole !== null);
      }
      for (const band of read.bands.filter(({ scale }) => scale === "total")) {
        expect(band.label).toBe(isNone ? null : plainBand(form, plain));
      }
    }
  });
});

test("evaluates a rule once per distinct answer, however many responses hold it", () => {
  const form = givenForm(mixedForm);
  const options = 4 * 4 + 2 * 4; // four single choices of four options, two ratings of four values
  expect(form.plan.evaluations).toBe(options);

  scored(form, encodeBatch(form, mixedResponses(2_000)));
  const distinct = [...form.texts.values()].reduce((sum, texts) => sum + texts.length, 0);
  const wideSeen = form.layout.columns
    .filter(({ width }) => width !== 1)
    .reduce((sum, { item }) => sum + (form.texts.get(item)?.length ?? 0), 0);
  expect(wideSeen).toBe(distinct);
  expect(form.plan.evaluations).toBe(options + wideSeen);

  scored(form, encodeBatch(form, mixedResponses(3_000)));
  const after = [...form.texts.values()].reduce((sum, texts) => sum + texts.length, 0);
  expect(form.plan.evaluations).toBe(options + after);
});

test("scores the same with a memory that holds next to nothing", () => {
  const roomy = givenForm(mixedForm);
  const forgetful = givenForm(mixedForm, { rememberedCodes: 5 });
  const responses = mixedResponses(500);
  const expected = scored(roomy, encodeBatch(roomy, responses)).scored;
  const actual = scored(forgetful, encodeBatch(forgetful, responses)).scored;
  expect([...actual.totals]).toEqual([...expected.totals]);
  expect(actual.scales.map((values) => [...values])).toEqual(
    expected.scales.map((values) => [...values]),
  );
  for (const memory of forgetful.plan.wide.memories) {
    expect(memory.levels.length).toBeLessThanOrEqual(memory.limit);
  }
});

test("an answer that the revision cannot read fails its response and no other", () => {
  const form = givenForm({
    items: [{ id: "q", type: "single_choice", options: ["A", "B"], key: "A" }],
  });
  const batch = encodeBatch(form, [
    { candidate: "1", answers: { q: "A" } },
    { candidate: "2", answers: { q: "B" } },
  ]);
  batch.rows[1] = 10; // an option that a later revision appended
  const { scored: scores } = scored(form, batch);
  expect([...scores.totals]).toEqual([1, Number.NaN]);
});

test("an answer that cannot be read fails its response, whatever scales could be read", () => {
  const items = ["q0", "q1", "q2", "q3"].map((id, index) => ({
    id,
    type: "single_choice",
    options: ["A", "B"],
    key: "A",
    points: index === 0 ? "1/3" : index,
  }));
  const Scale = fc.record({
    items: fc.subarray(["q0", "q1", "q2", "q3"], { minLength: 1 }),
    aggregate: fc.constant("sum"),
    missing: fc.constantFrom("zero", "null_if_any", "prorate", "mean_of_answered"),
    transform: fc.constantFrom([], [{ type: "linear", a: 1, b: 2 }]),
  });
  const Responses = fc.array(
    fc.dictionary(fc.constantFrom("q0", "q1", "q2", "q3"), fc.constantFrom("A", "B", null)),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(
      fc.array(Scale, { maxLength: 8 }),
      Responses,
      fc.nat(3),
      (given, answers, broken) => {
        const scales = given.map(({ transform, ...scale }, index) => ({
          id: `s${index}`,
          ...scale,
          ...(transform.length === 0 ? {} : { transform }),
        }));
        const form = givenForm({ items, scales });
        const good = encodeBatch(
          form,
          answers.map((own, at) => ({ candidate: `c${at}`, answers: own })),
        );
        const rows = new Uint8Array(good.rows.length + form.plan.rowLength);
        rows.set(good.rows);
        rows[good.rows.length + broken] = 200;
        const { count } = good;
        const one = scored(form, good);
        const two = scored(form, { ...good, rows, count: count + 1 });
        const [readable, all] = [one.scored, two.scored];
        expect(all.totals[count]).toBeNaN();
        expect([...all.totals].slice(0, count)).toEqual([...readable.totals]);
        const read = all.scales.map((values, index) => ({
          values: [...values].slice(0, count),
          readings: all.readings[index]?.slice(0, count) ?? null,
        }));
        expect(read).toEqual(
          readable.scales.map((values, index) => ({
            values: [...values],
            readings: readable.readings[index] as Reading[] | null,
          })),
        );
        for (const readings of all.readings) expect(readings?.[count] ?? null).toBeNull();

        const [counted, both] = [emptyTally(form.plan), emptyTally(form.plan)];
        countBatch(form.plan, counted, one);
        countBatch(form.plan, both, two);
        expect([counted.failed, both.failed]).toEqual([0, 1]);
        both.failed = 0;
        both.digest.set(counted.digest);
        expect(Buffer.compare(encodeTally(both), encodeTally(counted))).toBe(0);
      },
    ),
  );
});

test("a percent is the nearest number, of the largest totals too", () => {
  const items = Array.from({ length: 1_000 }, (_, index) => ({
    id: `q${index}`,
    type: "single_choice",
    options: ["A", "B"],
    key: "A",
    points: "999999.999999",
  }));
  const form = givenForm({ items });
  const answers = Object.fromEntries(items.map(({ id }, index) => [id, index === 0 ? "B" : "A"]));
  const batch = encodeBatch(form, [{ candidate: "c", answers }]);
  const points = micropoints(form, scored(form, batch).scored.totals[0]);
  const stored = { points: Number(points), maxPoints: null, scales: [] };
  expect(readResult(form.plan, batch.rows, stored).percent).toBe(99.9);
});

test("an open answer that an older revision cannot read fails its response", () => {
  const form = givenForm({ items: [{ id: "q", type: "number", key: 1 }] });
  const batch = encodeBatch(form, [{ candidate: "1", answers: { q: "1" } }]);
  const { unknown } = resolveLevels(form.plan, batch);
  learnAnswers(form.plan, unknown, ['"one"']);
  expect([...scored(form, batch).scored.totals]).toEqual([Number.NaN]);
});

test("a dictionary without a stored answer is a bug, not a 0", () => {
  const form = givenForm({ items: [{ id: "q", type: "text", key: ["x"] }] });
  const batch = encodeBatch(form, [{ candidate: "1", answers: { q: "x" } }]);
  const { unknown } = resolveLevels(form.plan, batch);
  expect(() => learnAnswers(form.plan, unknown, [null])).toThrow(RangeError);
});

/** Fail from 0 %, pass from 40 %, with the allowance for items whose points were rounded. */
function plainBand(form: Form, { points, maxPoints }: PlainResult): string | null {
  const rounded = form.plan.items.filter(({ compiled }) => compiled.rounded).length;
  const twice = 2n * points + BigInt(rounded);
  if (100n * twice >= 2n * 40n * maxPoints) return "pass";
  return twice >= 0n ? "fail" : null;
}

function micropoints(form: Form, units: number | undefined): bigint | null {
  if (units === undefined || Number.isNaN(units)) return null;
  return BigInt(units) * BigInt(form.plan.unit);
}

/** The parts of a response that the form has items for. */
function onlyItemsOf(
  form: Form,
  response: Record<string, unknown>,
): PlainResponse & { candidate: string } {
  const ids = new Set(form.definition.items.map((item) => item.id));
  const pick = (values: unknown) =>
    Object.fromEntries(
      Object.entries(values as Record<string, unknown>).filter(([id]) => ids.has(id)),
    );
  return {
    candidate: String(response["candidate"]),
    answers: pick(response["answers"]),
    states: pick(response["states"]) as Record<string, string>,
  };
}
