import { expect, test } from "bun:test";

import { err, ok } from "#result";
import type { ScaleFit } from "#engine/irt/fit/scale-fit.ts";
import {
  fitFlags,
  LONG_RUN,
  LOW_LZ,
  MEAN_SQUARES,
} from "#engine/statistics/person-fit/fit-flags.ts";
import type { PersonFit } from "#engine/statistics/person-fit/person-fit.ts";

const fine: ScaleFit = {
  scale: "total",
  theta: ok(0),
  lz: ok(LOW_LZ),
  infit: ok(MEAN_SQUARES.low),
  outfit: ok(MEAN_SQUARES.high),
  lzStar: null,
};
const whole: PersonFit = {
  scales: [fine],
  guttmanErrors: ok(100),
  guttmanNormed: ok(1),
  longestRun: ok({ length: LONG_RUN.least - 1, share: 1 }),
};
const flagsOf = (scale: Partial<ScaleFit>, others: Partial<PersonFit> = {}) =>
  fitFlags({ ...whole, scales: [fine, { ...fine, ...scale }], ...others });

test("nothing is flagged at a limit, nor where it is undefined", () => {
  expect(flagsOf({})).toEqual([]);
  const none = err("no_variance" as const);
  expect(
    flagsOf({ lz: none, infit: none }, { longestRun: err("no_shared_options" as const) }),
  ).toEqual([]);
});

test("each statistic beyond its limit is, once, in one order", () => {
  expect(flagsOf({ lz: ok(-1.646) })).toEqual(["low_lz"]);
  expect(flagsOf({ lzStar: { method: "ml", value: ok(-1.646) } })).toEqual(["low_lz_star"]);
  expect(flagsOf({ infit: ok(0.499), outfit: ok(0.499) })).toEqual(["low_infit", "low_outfit"]);
  expect(flagsOf({ infit: ok(1.501), outfit: ok(1.501) })).toEqual(["high_infit", "high_outfit"]);
  const low = { ...fine, lz: ok(-3), outfit: ok(9) };
  const longestRun = ok({ length: 6, share: 0.5 });
  expect(fitFlags({ ...whole, scales: [low, low], longestRun })).toEqual([
    "low_lz",
    "high_outfit",
    "long_run",
  ]);
});

test("a run is long by its share and by its length", () => {
  expect(flagsOf({}, { longestRun: ok({ length: 6, share: 0.49 }) })).toEqual([]);
  expect(flagsOf({}, { longestRun: ok({ length: 5, share: 1 }) })).toEqual([]);
});
