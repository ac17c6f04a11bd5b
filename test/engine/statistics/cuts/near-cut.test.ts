import { describe, expect, test } from "bun:test";

import { informationSem, lordSem } from "#engine/statistics/cuts/conditional-sem.ts";
import { nearCut } from "#engine/statistics/cuts/near-cut.ts";
import { integrateUnit } from "#engine/statistics/cuts/tanh-sinh.ts";

describe("candidates near a cut", () => {
  const counts = new Map([
    [-2, 1],
    [0, 2],
    [3, 4],
    [5, 8],
    [7, 16],
    [8, 32],
  ]);

  test("are those at most the distance away, on both sides, the ends included", () => {
    expect([0, 1, 2, 3, 5, 100].map((k) => nearCut(counts, 5, k))).toEqual([8, 8, 28, 60, 62, 63]);
  });

  test("are none where there are none, or none so near", () => {
    expect(nearCut([], 5, 10)).toBe(0);
    expect(nearCut(counts, 20, 10)).toBe(0);
  });
});

describe("conditional standard errors", () => {
  test("Lord's is largest in the middle and 0 at both ends", () => {
    expect([0, 10, 20].map((total) => lordSem(total, 20))).toEqual([0, Math.sqrt(100 / 19), 0]);
    expect(lordSem(3, 10)).toBe(lordSem(7, 10));
    // Two items of which one is right: √(1 · 1 / 1).
    expect(lordSem(1, 2)).toBe(1);
  });

  test("are null where they are undefined", () => {
    expect([lordSem(1, 1), lordSem(0, 0)]).toEqual([null, null]);
    expect([informationSem(4), informationSem(0), informationSem(Number.NaN)]).toEqual([
      0.5,
      null,
      null,
    ]);
  });
});

describe("integration over [0, 1]", () => {
  test.each([
    ["1", () => 1, 1],
    ["p²", (p: number) => p * p, 1 / 3],
    ["p^-1/2, infinite at 0", (p: number) => 1 / Math.sqrt(p), 2],
    ["q^-0.9, infinite at 1", (_p: number, q: number) => q ** -0.9, 10],
    ["log p", (p: number) => Math.log(p), -1],
    ["a narrow bell", (p: number) => Math.exp(-(((p - 0.3) * 400) ** 2)), Math.sqrt(Math.PI) / 400],
  ])("of %s", (_name, f, expected) => {
    expect(integrateUnit(f, 1e-13)).toBeCloseTo(expected, 11);
  });
});
