import { expect, test } from "bun:test";

import fc from "fast-check";

import { chosenPlaces } from "#engine/statistics/chosen-attempts.ts";

const made = (rows: readonly (readonly [candidate: string, attempt: number, total: number])[]) => ({
  candidates: rows.map(([candidate]) => candidate),
  attempts: rows.map(([, attempt]) => attempt),
  totals: Float64Array.from(rows, ([, , total]) => total),
});

const FAILED = Number.NaN;

test("the lowest, the highest, the best; of equal ones the lowest", () => {
  const rows = made([
    ["a", 3, 5],
    ["b", 1, 0],
    ["a", 1, 2],
    ["a", 2, 5],
  ]);
  expect(chosenPlaces("first", rows)).toEqual([1, 2]);
  expect(chosenPlaces("last", rows)).toEqual([0, 1]);
  expect(chosenPlaces("best", rows)).toEqual([1, 3]);
});

test("a failed attempt is the first or the last as any other, and never the best but one", () => {
  const rows = made([
    ["a", 1, FAILED],
    ["a", 2, -3],
    ["b", 2, FAILED],
    ["b", 1, FAILED],
  ]);
  expect(chosenPlaces("first", rows)).toEqual([0, 3]);
  expect(chosenPlaces("last", rows)).toEqual([1, 2]);
  expect(chosenPlaces("best", rows)).toEqual([1, 3]);
});

test("chooses one attempt of each candidate, in whatever order they come", () => {
  const row = fc.tuple(
    fc.constantFrom("a", "b", "__proto__"),
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom(FAILED, -1, 0, 0.5, 2),
  );
  const rows = fc.uniqueArray(row, {
    selector: ([candidate, attempt]) => `${candidate}/${attempt}`,
  });
  const choices = fc.constantFrom("first", "last", "best");
  fc.assert(
    fc.property(rows, choices, fc.infiniteStream(fc.nat()), (list, choice, random) => {
      const places = chosenPlaces(choice, made(list));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      const chosen = places.map((place) => list[place]);
      const candidates = new Set(list.map(([candidate]) => candidate));
      expect(chosen).toHaveLength(candidates.size);
      expect(new Set(chosen.map((found) => found?.[0]))).toEqual(candidates);

      const keyed = list.map((entry) => ({ entry, by: random.next().value ?? 0 }));
      const shuffled = keyed.toSorted((a, b) => a.by - b.by).map(({ entry }) => entry);
      const again = chosenPlaces(choice, made(shuffled)).map((place) => shuffled[place]);
      expect(new Set(again)).toEqual(new Set(chosen));
    }),
  );
});
