import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { ENGINE_VERSION } from "#engine/explain/engine-version.ts";
import { explainResult, openAnswers } from "#engine/explain/explain-result.ts";
import type { StoredPoints } from "#engine/scoring/read-result.ts";

import { encodeBatch, type Form, givenForm } from "../scoring/encoded-batch.ts";

const choice = { id: "q1", type: "single_choice", options: ["A", "B"], key: "B" };
const number = { id: "q2", type: "number", key: 5, onInvalid: "wrong", blank: "1/3" };
const form = {
  items: [choice, number],
  bands: [{ scale: "total", cuts: [{ min: 1, label: "x" }] }],
};

function explained(given: Form, row: Uint8Array, stored: Partial<StoredPoints>) {
  const { items, codes } = openAnswers(given.plan, row);
  return explainResult(given.plan, {
    revision: 3,
    definitionHash: "hash",
    layout: given.layout,
    row,
    stored: { points: 0, maxPoints: null, scales: [], ...stored },
    texts: codes.map((code, index) => given.texts.get(items[index] ?? "")?.[code - 8] ?? null),
    ratings: [],
  });
}

function rowOf(given: Form, answers: object): Uint8Array {
  return encodeBatch(given, [{ candidate: "c", answers }]).rows;
}

describe("an explanation", () => {
  test("names the revision, the definition and the engine, which is the package", () => {
    const given = givenForm(form);
    const row = rowOf(given, { q1: "B", q2: 4 });
    const { engine, revision, definitionHash } = explained(given, row, { points: 1_000_000 });
    expect({ engine, revision, definitionHash }).toEqual({
      engine: ENGINE_VERSION,
      revision: 3,
      definitionHash: "hash",
    });
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(ENGINE_VERSION).toBe(version);
  });

  test("of other points than those stored is a fault of the service", () => {
    const given = givenForm(form);
    const row = rowOf(given, { q1: "B", q2: 4 });
    expect(() => explained(given, row, { points: 2_000_000 })).toThrow(RangeError);
    expect(() => explained(given, row, { points: null })).toThrow(RangeError);
    const other = { points: 1_000_000, maxPoints: 1_000_000 };
    expect(() => explained(given, row, other)).toThrow(RangeError);
  });

  test("without an answer that the row holds is a fault too", () => {
    const given = givenForm(form);
    const row = rowOf(given, { q2: 4 });
    given.texts.clear();
    expect(() => explained(given, row, {})).toThrow(/no answer 8 of item q2/);
  });

  test("of an answer that the revision cannot read has no points", () => {
    const earlier = givenForm(form);
    const row = rowOf(earlier, { q1: "B", q2: "many" });
    const later = givenForm({ ...form, items: [choice, { ...number, onInvalid: "refuse" }] });
    const given = { ...later, texts: earlier.texts };
    const { items, bands } = explained(given, row, { points: null });
    expect(items).toMatchObject([
      { state: "answered", points: 1 },
      { state: "unreadable", answer: "many", formula: null, steps: [], points: null, maxPoints: 1 },
    ]);
    expect(bands).toMatchObject([{ value: null, met: null, next: null, reason: "no_value" }]);
  });

  test("of a row from before an item was added says so", () => {
    const given = givenForm(form);
    const row = rowOf(given, { q1: "B" }).slice(0, 1);
    const { items } = explained(given, row, { points: 1_000_000, maxPoints: 1_000_000 });
    expect(items).toMatchObject([
      { state: "answered", points: 1, maxPoints: 1 },
      { state: "did_not_exist", answer: null, points: 0, maxPoints: 0 },
    ]);
  });

  test("of nothing that was shown has no percent to compare", () => {
    const percent = { ...form, bands: [{ ...form.bands[0], on: "percent" }] };
    const given = givenForm({ ...percent, absentMeans: "not_presented" });
    const { bands } = explained(given, rowOf(given, {}), { points: 0, maxPoints: 0 });
    expect(bands).toMatchObject([{ value: null, met: null, next: null, reason: "no_maximum" }]);
  });

  test("of a rounded cut says how many members were rounded", () => {
    const thirds = ["a", "b", "c"].map((id) => ({ ...choice, id, points: "1/3" }));
    const given = givenForm({ items: thirds, bands: form.bands });
    const { bands } = explained(given, rowOf(given, { a: "B", b: "B", c: "B" }), {
      points: 999_999,
    });
    expect(bands).toMatchObject([
      { value: "999999/1000000", slack: "3/2000000", met: { min: 1, label: "x" }, next: null },
    ]);
  });

  test("of a rounded value names the cut as written, and how it was rounded", () => {
    const bands = [{ ...form.bands[0], roundedTo: 0 }];
    const half = givenForm({ items: [{ ...choice, points: "0.5" }], bands });
    const { bands: traced } = explained(half, rowOf(half, { [choice.id]: "B" }), {
      points: 500_000,
    });
    const met = { min: 1, label: "x" };
    expect(traced).toMatchObject([{ value: "1/2", slack: "0", roundedTo: 0, met, next: null }]);
    const unrounded = givenForm({ items: [choice], bands: form.bands });
    const plain = explained(unrounded, rowOf(unrounded, {}), { points: 0 });
    expect(Object.keys(plain.bands[0] ?? {})).not.toContain("roundedTo");
  });
});
