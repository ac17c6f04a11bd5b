/** What results are while people still have to score an answer. */

import { describe, expect, test } from "bun:test";

import { countStates } from "#engine/scoring/count-states.ts";
import { readResult } from "#engine/scoring/read-result.ts";
import type { CountableBatch } from "#engine/statistics/count-batch.ts";

import { type Form, givenForm, scored as scoredRows } from "./encoded-batch.ts";
import { rated, type Said } from "./rated-batch.ts";

const levels = [0, 1, 4].map((points) => ({ id: `l${points}`, points }));
const items = [
  { id: "q", type: "single_choice", options: ["A", "B"], key: "A", points: 2 },
  { id: "essay", type: "rubric", criteria: [{ id: "c", levels }] },
  { id: "mood", type: "rating", min: 0, max: 4 },
];
const members = items.map(({ id }) => id);
const answers = { q: "A", essay: "text", mood: 3 };
const waiting = { candidate: "w", answers };
const unanswered = { candidate: "u", answers: { ...answers, essay: null } };
const done: Said = [1, "essay", "ann", { c: "l4" }];

/** Of a response that waits, of one that does not, and of one whose essay is blank. */
const responses = [waiting, { candidate: "d", answers }, unanswered];

function results(form: Form, { batch, scored }: CountableBatch) {
  const { rowLength, unit } = form.plan;
  return Array.from({ length: batch.count }, (_, place) => {
    const row = batch.rows.subarray(place * rowLength, (place + 1) * rowLength);
    const points = (scored.totals[place] as number) * unit;
    const scales = scored.scales.map((values, index) => {
      const value = values[place] as number;
      return Number.isNaN(value) ? null : value * (form.plan.scales[index]?.unit ?? unit);
    });
    return readResult(form.plan, row, { points, maxPoints: null, scales });
  });
}

describe("the total", () => {
  const gates = [{ id: "g", all: [{ scale: "total", min: 0 }] }];

  test.each(["points", "percent"])("so far has no percent, no band on %s and no gate", (on) => {
    const bands = [{ scale: "total", on, cuts: [{ min: 0, label: "any" }] }];
    const form = givenForm({ items, bands, gates });
    const batch = rated(form, responses, [done]);
    expect(Array.from(batch.scored.provisional ?? [])).toEqual([1, 0, 0]);
    const [waits, isDone, isBlank] = results(form, batch);
    expect(waits).toMatchObject({ points: 5_000_000, maxPoints: 10_000_000, percent: null });
    expect(waits?.bands.map(({ label }) => label)).toEqual([null]);
    expect(waits?.gates).toMatchObject([{ isPassed: null, verdicts: [-1] }]);
    expect(isDone).toMatchObject({ points: 9_000_000, maxPoints: 10_000_000, percent: 90 });
    expect(isDone?.bands.map(({ label }) => label)).toEqual(["any"]);
    expect(isDone?.gates).toMatchObject([{ isPassed: true, verdicts: [1] }]);
    expect(isBlank).toMatchObject({ points: 5_000_000, percent: 50 });
  });

  test("waits for nothing where nothing of the form is rated", () => {
    const form = givenForm({ items: [items[0]] });
    const { scored } = rated(form, [{ candidate: "c", answers: { q: "A" } }], []);
    expect(scored.provisional).toBeNull();
  });

  test("waits while any of several answers does", () => {
    const two = [items[1], { ...items[1], id: "other", doubleRating: "max" }];
    const form = givenForm({ items: two });
    const given = { candidate: "c", answers: { essay: "x", other: "x" } };
    const one: Said = [0, "essay", "ann", { c: "l1" }];
    const half: Said = [0, "other", "ann", { c: "l1" }];
    const whole: Said = [0, "other", "bob", { c: "l4" }];
    const told = [[], [one], [one, half], [half, whole], [one, half, whole]].map((said) => {
      const { scored } = rated(form, [given], said);
      return [scored.provisional?.[0], (scored.totals[0] as number) * form.plan.unit];
    });
    expect(told).toEqual([
      [1, 0],
      [1, 1_000_000],
      [1, 1_000_000],
      [1, 4_000_000],
      [0, 5_000_000],
    ]);
  });

  test("that cannot be read has failed, and waits for nothing", () => {
    const form = givenForm({ items });
    const { batch } = rated(form, [waiting], []);
    const rows = batch.rows.slice();
    rows[form.plan.items[0]?.offset ?? 0] = 200;
    const { scored } = scoredRows(form, { ...batch, rows });
    expect([scored.totals[0], scored.provisional?.[0]]).toEqual([Number.NaN, 0]);
  });
});

describe("a scale", () => {
  const aggregates: readonly (readonly [object, number | null, number | null])[] = [
    // The done response has 2, 4 and 3; the blank one 2, nothing and 3.
    [{ aggregate: "sum", missing: "zero" }, 9, 5],
    [{ aggregate: "sum", missing: "null_if_any" }, 9, null],
    [{ aggregate: "sum", missing: "prorate", minAnswered: 1 }, 9, 7.5],
    [{ aggregate: "sum", missing: "mean_of_answered", minAnswered: 1 }, 3, 2.5],
    [{ aggregate: "mean", missing: "zero" }, 3, 5 / 3],
    [{ aggregate: "mean", missing: "null_if_any" }, 3, null],
    [{ aggregate: "mean", missing: "mean_of_answered", minAnswered: 1 }, 3, 2.5],
    [{ aggregate: "weighted_mean", missing: "zero" }, 3, 5 / 3],
    [{ aggregate: "weighted_mean", missing: "mean_of_answered", minAnswered: 1 }, 3, 2.5],
    [{ aggregate: "pomp", missing: "zero" }, 90, 50],
    [{ aggregate: "pomp", missing: "mean_of_answered", minAnswered: 1 }, 90, 500 / 6],
    [{ aggregate: "count", values: { min: 3 }, missing: "zero" }, 2, 1],
    [{ aggregate: "count", values: { min: 3 }, missing: "null_if_any" }, 2, null],
    [{ aggregate: "max", missing: "zero" }, 4, 3],
    [{ aggregate: "max", missing: "null_if_any" }, 4, null],
    [{ aggregate: "min", missing: "zero" }, 2, 2],
    [{ aggregate: "best_k_of_n", k: 1, missing: "zero" }, 4, 3],
    [{ aggregate: "best_k_of_n", k: 2, missing: "zero" }, 7, 5],
  ];

  test.each(aggregates)("%j has no value while a member waits", (scale, whole, blank) => {
    const form = givenForm({ items, scales: [{ id: "s", items: members, ...scale }] });
    const batch = rated(form, responses, [done]);
    const values = results(form, batch).map(({ scales: [read] }) => read?.reading?.value ?? null);
    expect(Number.isNaN(batch.scored.scales[0]?.[0])).toBe(true);
    expect(values[0]).toBeNull();
    expect([values[1] ?? null, values[2] ?? null]).toEqual([whole, blank]);
    const [waits, isDone] = results(form, batch).map(({ scales: [read] }) => read);
    expect(waits).toMatchObject({ whole: null, answered: 2, reason: "ratings_pending" });
    expect(isDone).toMatchObject({ answered: 3, reason: null });
  });

  test("of an exam's subtest has none either, nor does one that is reversed or transformed", () => {
    const subtest = { id: "s", items: ["q", "essay"], aggregate: "sum" };
    const weighted = { ...subtest, id: "w", items: ["q", { id: "essay", weight: 2 }] };
    const reversed = {
      ...subtest,
      id: "r",
      items: [{ id: "essay", reverse: true }],
      missing: "zero",
    };
    const transform = [{ type: "linear", a: 1, b: 2 }];
    const transformed = { ...subtest, id: "t", transform };
    const bands = ["s", "w", "r", "t"].map((scale) => ({
      scale,
      cuts: [{ min: -9, label: "any" }],
    }));
    const form = givenForm({ items, scales: [subtest, weighted, reversed, transformed], bands });
    const [waits, isDone] = results(form, rated(form, responses, [done]));
    for (const read of waits?.scales ?? []) {
      expect(read).toMatchObject({ whole: null, reading: null, reason: "ratings_pending" });
    }
    expect(waits?.bands.map(({ label }) => label)).toEqual([null, null, null, null]);
    expect(isDone?.scales.map((read) => read.reading?.value)).toEqual([6, 10, 0, 13]);
    expect(isDone?.bands.map(({ label }) => label)).toEqual(["any", "any", "any", "any"]);
  });

  test("without the item that waits has its value and its band", () => {
    const scales = [{ id: "s", items: ["q"], aggregate: "sum" }];
    const bands = [{ scale: "s", cuts: [{ min: 2, label: "all" }] }];
    const form = givenForm({ items, scales, bands });
    const [waits] = results(form, rated(form, responses, [done]));
    expect(waits?.scales).toMatchObject([{ whole: 2_000_000, reason: null }]);
    expect(waits?.bands).toMatchObject([{ label: "all" }]);
  });
});

describe("states", () => {
  const form = givenForm({ items, trailingBlanks: "not_reached" });
  const statesOf = (given: object, said: readonly Said[] = []) => {
    const { batch } = rated(form, [{ candidate: "c", answers: given }], said);
    return countStates(form.plan, batch.rows);
  };

  test("tell an answer that waits from one that is scored", () => {
    expect(statesOf(answers)).toMatchObject({ answered: 2, pending: 1, omitted: 0 });
    expect(statesOf(answers, [[0, "essay", "ann", { c: "l0" }]])).toMatchObject({
      answered: 3,
      pending: 0,
    });
  });

  test("an answer that waits was reached, and all before it", () => {
    const none = { notReached: 0, pending: 1 };
    expect(statesOf({ essay: "x" })).toMatchObject({ ...none, answered: 0, omitted: 2 });
    expect(statesOf({ q: null, essay: "x", mood: 1 })).toMatchObject({ ...none, omitted: 1 });
    expect(statesOf({ q: "A" })).toMatchObject({ notReached: 1, omitted: 1, pending: 0 });
  });
});
