import { describe, expect, test } from "bun:test";

import { integrateUnit } from "#engine/statistics/cuts/tanh-sinh.ts";

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
