/** Alarms: what is probably wrong with an item, from a hundred results on. */

import { describe, expect, test } from "bun:test";

import { analyseTest } from "#engine/statistics/items/analyse-test.ts";
import type { Alarm } from "#engine/statistics/items/alarms.ts";

import { countedMatrix, itemWorth } from "./counted-matrix.ts";

const [A, B, C] = [8, 9, 10];
const RIGHT_OR_WRONG = [0, 1];

describe("a likely miskey", () => {
  test("is an answer that goes with the rest more than the key", () => {
    // Who knows the others says B; the key says A.
    const [alarm] = alarmsOf([1, 0, 0], (able, i) => (able ? B : i % 2 === 0 ? A : C));
    expect(alarm).toMatchObject({ code: "likely_miskey", option: B });
    expect(alarm).toHaveProperty("r", expect.closeTo(1, 12));
  });

  test("is so however little more, and only then", () => {
    const mostly = (first: number, second: number) => (able: boolean, i: number) =>
      able ? (i % 3 === 0 ? first : second) : C;
    expect(codesOf(alarmsOf([1, 0, 0], mostly(A, B)))).toEqual(["likely_miskey"]);
    expect(codesOf(alarmsOf([1, 0, 0], mostly(B, A)))).toEqual([]);
  });

  test("is none where the key is right", () => {
    expect(alarmsOf([1, 0, 0], (able, i) => (able ? A : i % 2 === 0 ? B : C))).toEqual([]);
  });

  test("is none where several answers are worth something: then there is no one key", () => {
    const alarms = alarmsOf([2, 1, 0], (able, i) => (able ? B : i % 2 === 0 ? A : C));
    expect(codesOf(alarms)).toEqual([]);
  });

  test("takes several right answers together for the key", () => {
    const alarms = alarmsOf([1, 1, 0], (able, i) => (able ? (i % 4 < 2 ? A : B) : C));
    expect(alarms).toEqual([]);
  });
});

test("tied options cannot be told apart by the rest", () => {
  const tied = alarmsOf([1, 0, 0], (able, i) => (able ? (i % 4 < 2 ? A : B) : C));
  expect(tied).toEqual([
    { code: "tied_options", option: B, r: expect.any(Number), keyR: expect.any(Number) },
  ]);
  expect(tied[0]).toHaveProperty("r", tied[0] !== undefined && "keyR" in tied[0] && tied[0].keyR);
});

test("negative discrimination is what a forgotten reverse looks like", () => {
  const alarms = alarmsOf([0, 1, 2], (able) => (able ? A : C));
  expect(alarms).toEqual([{ code: "negative_discrimination", r: expect.closeTo(-1, 12) }]);
});

test("a key that nobody chose is one, whatever else is", () => {
  const alarms = alarmsOf([0, 0, 1], (able) => (able ? A : B));
  expect(codesOf(alarms)).toEqual(["key_never_chosen", "no_variance"]);
});

test("no variance is everyone right, or everyone wrong", () => {
  expect(alarmsOf([1, 0, 0], () => A)).toEqual([{ code: "no_variance" }]);
  expect(alarmsOf([1, 0, 0], () => C)).toEqual([
    { code: "key_never_chosen" },
    { code: "no_variance" },
  ]);
  expect(alarmsOf([1, 0, 0], (_, i) => (i === 0 ? C : A)).map(({ code }) => code)).not.toContain(
    "no_variance",
  );
});

test("fewer than 100 results raise none", () => {
  expect(alarmsOf([1, 0, 0], () => C, 100)).toHaveLength(2);
  expect(alarmsOf([1, 0, 0], () => C, 99)).toEqual([]);
});

test("results of several sets of items raise only what the item itself shows", () => {
  const miskeyed = (able: boolean, i: number) => (i === 0 ? 3 : able ? B : A);
  expect(alarmsOf([1, 0, 0], miskeyed)).toEqual([]);
  expect(codesOf(alarmsOf([1, 0, 0], (_, i) => (i === 0 ? 3 : C), 102))).toEqual([
    "key_never_chosen",
    "no_variance",
  ]);
});

/** Of an item whose answers A, B and C are worth these, beside four items that half of all know. */
function alarmsOf(
  worths: readonly number[],
  codeOf: (able: boolean, index: number) => number,
  n = 120,
): readonly Alarm[] {
  const others = ["b", "c", "d", "e"].map((id) => itemWorth(id, RIGHT_OR_WRONG));
  const rows = Array.from({ length: n }, (_, i) => {
    const able = i % 2 === 1;
    return [codeOf(able, i >> 1), ...others.map(() => (able ? 9 : 8))];
  });
  const test = countedMatrix({ items: [itemWorth("a", worths), ...others], rows });
  return analyseTest(test, { strata: 5, absentMeans: "omitted" }).items[0]?.alarms ?? [];
}

function codesOf(alarms: readonly Alarm[]): string[] {
  return alarms.map(({ code }) => code);
}
