import { describe, expect, test } from "bun:test";

import { informationSem, lordSem } from "#engine/statistics/cuts/conditional-sem.ts";

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
