import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { betaWeight, incompleteBeta } from "#engine/statistics/distributions/incomplete-beta.ts";
import { effectiveLength } from "#engine/statistics/cuts/effective-length.ts";
import { type LivingstonLewis, livingstonLewis } from "#engine/statistics/cuts/livingston-lewis.ts";
import type { ScoreCounts } from "#engine/statistics/cuts/score-counts.ts";
import { err } from "#result";

import reference from "../../../reference/classify-lsat7.json";
import { must } from "../../../support/must.ts";
import { lsat7Rows } from "./plain-model.ts";

const lsat7 = countsOf(
  lsat7Rows().map((row) => row.reduce((a, b) => a + b, 0)),
  0,
  5,
);
/** Chances of a beta-binomial distribution of 20 items, α = 6, β = 4, times 100,000. */
const simulated: ScoreCounts = {
  min: 0,
  max: 20,
  totals: Array.from({ length: 21 }, (_, total) => ({
    total,
    candidates: Math.round(100_000 * betaBinomial(total, 20, 6, 4)),
  })),
};
/** α + β = 10: r = n / (n + 10). */
const SIMULATED_RELIABILITY = 20 / 30;

describe("Livingston and Lewis's method", () => {
  test("classifies LSAT-7 as betafunctions does, with four parameters", () => {
    const expected = reference.livingstonLewis;
    const [cut = 0] = reference.cutsOnTotal;
    const found = must(livingstonLewis(lsat7, expected.reliability, cut));
    expect(found.effectiveLength).toBeCloseTo(expected.effectiveLength, 12);
    expect(found.trueScores.alpha).toBeCloseTo(expected.alpha, 10);
    expect(found.trueScores.beta).toBeCloseTo(expected.beta, 10);
    expect(found.trueScores.lower).toBeCloseTo(expected.lower, 12);
    expect(found.trueScores.upper).toBeCloseTo(expected.upper, 12);
    // The integrals of the package, not ours, end in the fifth decimal.
    expect(found.accuracy).toBeCloseTo(expected.accuracy, 4);
    expect(found.consistency).toBeCloseTo(expected.consistency, 4);
    expect(found.kappa ?? 0).toBeCloseTo(expected.kappa, 4);
    expect(found.passingScores).toEqual([3, 3]);
  });

  test("integrates as a million plain steps do", () => {
    const { reliability } = reference.livingstonLewis;
    const found = must(livingstonLewis(lsat7, reliability, 3));
    const { alpha, beta, lower, upper } = found.trueScores;
    let [whole, truePass, bothPass, bothFail] = [0, 0, 0, 0];
    for (let step = 0; step < 1_000_000; step++) {
      // In z = 1 - s², so that the density stays finite where z is near 1.
      const s = (step + 0.5) / 1_000_000;
      const z = 1 - s * s;
      const weight = z ** (alpha - 1) * s ** (2 * beta - 1);
      const tau = lower + (upper - lower) * z;
      const passes = 10 * tau ** 3 * (1 - tau) ** 2 + 5 * tau ** 4 * (1 - tau) + tau ** 5;
      whole += weight;
      if (tau >= 0.6) truePass += weight * passes;
      bothPass += weight * passes ** 2;
      bothFail += weight * (1 - passes) ** 2;
    }
    expect(found.truePass).toBeCloseTo(truePass / whole, 5);
    expect(found.consistency).toBeCloseTo((bothPass + bothFail) / whole, 6);
  });

  test("of totals from a beta-binomial distribution finds it again", () => {
    const found = must(livingstonLewis(simulated, SIMULATED_RELIABILITY, 12));
    expect(found.effectiveLength).toBeCloseTo(20, 2);
    const { alpha, beta, lower, upper } = found.trueScores;
    const [width, size] = [upper - lower, alpha + beta];
    expect(lower + (width * alpha) / size).toBeCloseTo(0.6, 4);
    const variance = (width ** 2 * alpha * beta) / (size ** 2 * (size + 1));
    expect(variance).toBeCloseTo(0.24 / 11, 4);
  });

  // B(a, b) integrals of binomial chances have a closed form on [0, 1].
  test("agrees on consistency with the closed form of two parameters", () => {
    const found = must(
      livingstonLewis(
        totalsBy((total) => total + 1),
        0.95,
        13,
        "nearest",
      ),
    );
    const { alpha, beta, lower, upper } = found.trueScores;
    expect([lower, upper]).toEqual([0, 1]);
    const n = Math.round(found.effectiveLength);
    const [passing] = found.passingScores;
    let consistency = 0;
    for (let x = 0; x <= n; x++) {
      for (let again = 0; again <= n; again++) {
        if (x >= passing !== again >= passing) continue;
        consistency += Math.exp(
          logChoose(n, x) +
            logChoose(n, again) +
            logBeta(alpha + x + again, beta + 2 * n - x - again) -
            logBeta(alpha, beta),
        );
      }
    }
    expect(found.consistency).toBeCloseTo(consistency, 9);
  });

  test("of true scores at two points, all but, is that of two binomial distributions", () => {
    const found = must(
      livingstonLewis(
        totalsBy(() => 10),
        0.7,
        13,
      ),
    );
    const { alpha, beta, lower, upper } = found.trueScores;
    expect(Math.max(alpha, beta)).toBeLessThan(0.001);
    // n* rounds to 7; 5 pass the first time.
    const passes = (t: number) => 21 * t ** 5 * (1 - t) ** 2 + 7 * t ** 6 * (1 - t) + t ** 7;
    const high = alpha / (alpha + beta);
    expect(found.passingScores).toEqual([5, 4]);
    expect(found.truePass).toBeCloseTo(high * passes(upper), 3);
    expect(found.trueFail).toBeCloseTo((1 - high) * (1 - passes(lower)), 3);
    const { truePass, falsePass, trueFail, falseFail } = found;
    expect(truePass + falsePass + trueFail + falseFail).toBeCloseTo(1, 6);
  });

  test("rounds the second cut as it is told", () => {
    // n* is 45 or so: .59375 of it is between 26 and 27.
    const floor = must(livingstonLewis(simulated, 0.8, 12));
    const nearest = must(livingstonLewis(simulated, 0.8, 12, "nearest"));
    const scaled = Math.round(floor.effectiveLength) * 0.6;
    expect(floor.passingScores).toEqual([Math.round(scaled), Math.floor(scaled)]);
    expect(nearest.passingScores).toEqual([Math.round(scaled), Math.round(scaled)]);
    expect(nearest.accuracy).toBe(floor.accuracy);
  });

  test("is sure of a cut that everybody or nobody reaches", () => {
    for (const [cut, passed] of [
      [0, 1],
      [-3, 1],
      [30, 0],
    ] as const) {
      const found = must(livingstonLewis(simulated, SIMULATED_RELIABILITY, cut));
      expect(found.accuracy).toBeCloseTo(1, 9);
      expect(found.truePass).toBeCloseTo(passed, 9);
      expect(found.kappa).toBeNull();
    }
  });

  test("has no kappa of a cut that everybody reaches, whatever integrals leave over", () => {
    const few = countsOf([0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4], 0, 4);
    for (const reliability of [30 / 53, 0.58, 0.6, 0.7, 0.8]) {
      expect(must(livingstonLewis(few, reliability, 0)).kappa).toBeNull();
    }
  });

  test.each([0, 1, -0.2, 1.5, Number.NaN])("has nothing to say at a reliability of %d", (r) => {
    expect(livingstonLewis(lsat7, r, 3)).toEqual(err("reliability_out_of_range"));
  });

  test.each([[[]], [[3]], [[3, 3, 3]]])("has nothing to say of the totals %p", (totals) => {
    expect(livingstonLewis(countsOf(totals, 0, 5), 0.5, 3)).toEqual(err("no_variance"));
  });

  test("has nothing to say where error alone explains the totals", () => {
    const narrow = countsOf([50, 50, 50, 50, 51], 0, 100);
    expect(livingstonLewis(narrow, 0.0001, 50)).toEqual(err("no_true_score_distribution"));
  });

  test("does not change with the unit and origin of points, and its shares are of one", () => {
    const cuts = fc.integer({ min: 1, max: 20 });
    const reliabilities = fc.double({ min: 0.4, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(cuts, reliabilities, (cut, reliability) => {
        const found = must(livingstonLewis(simulated, reliability, cut));
        const { truePass, falsePass, trueFail, falseFail, accuracy, consistency } = found;
        // Of all reliabilities some leave true scores at two points, all but.
        expect(truePass + falsePass + trueFail + falseFail).toBeCloseTo(1, 7);
        expect(accuracy).toBeLessThanOrEqual(1);
        expect(consistency).toBeLessThanOrEqual(1);
        const moved = {
          min: -4_000_000,
          max: 16_000_000,
          totals: simulated.totals.map(({ total, candidates }) => ({
            total: total * 1_000_000 - 4_000_000,
            candidates,
          })),
        };
        const same = must(livingstonLewis(moved, reliability, cut * 1_000_000 - 4_000_000));
        expect(same.passingScores).toEqual(found.passingScores);
        expect(same.accuracy).toBeCloseTo(accuracy, 7);
        expect(same.consistency).toBeCloseTo(consistency, 7);
      }),
      { numRuns: 20 },
    );
  });

  test("of totals that lie close together is that of a plain sum around them", () => {
    const bell = [1, 10, 100, 500, 900, 500, 100, 10, 1];
    for (const [mean, reliability, cut] of [
      [485, 0.01, 482],
      [485, 0.01, 487],
      [485, 0.5, 484.5],
      [250, 0.1, 249],
      [40, 0.5, 41],
    ] as const) {
      const totals = bell.map((candidates, place) => ({ total: mean - 4 + place, candidates }));
      const counts = { totals, min: 0, max: 500 };
      const found = must(livingstonLewis(counts, reliability, cut, "nearest"));
      const plain = plainShares(found, cut / 500);
      expect(found.accuracy).toBeCloseTo(plain.accuracy, 7);
      expect(found.consistency).toBeCloseTo(plain.consistency, 7);
    }
  });

  test("is that of a plain sum where chances jump far from the mean, and where nobody is near the cut", () => {
    const near = { min: 0, max: 5_000, totals: totalsNear(4_850, 8) };
    for (const [counts, reliability, cut] of [
      [simulated, 0.9999, 7],
      [simulated, 0.9999, 17.3],
      [near, 0.01, 2_100],
      [near, 0.02, 4_990],
    ] as const) {
      const found = must(livingstonLewis(counts, reliability, cut, "nearest"));
      const plain = plainShares(found, cut / counts.max);
      expect(found.accuracy).toBeCloseTo(plain.accuracy, 7);
      expect(found.consistency).toBeCloseTo(plain.consistency, 7);
    }
  });

  test("says nothing of a test of more than 100,000 items, which would take minutes", () => {
    const counts = countsOf([2_500, 2_500, 2_500, 2_501], 0, 5_000);
    for (const reliability of [0.5, 0.999999, 1 - 2 ** -50]) {
      expect(livingstonLewis(counts, reliability, 2_500)).toEqual({
        ok: false,
        error: "effective_length_too_large",
      });
    }
  });

  test("never gives more than a whole share", () => {
    const counts = countsOf([0, 0, 1, 2, 3, 5, 6, 6], 0, 6);
    for (const reliability of [0.0001, 0.5, 0.99, 0.999]) {
      for (const cut of [-1, 0, 1e-3, 3, 5.999, 6, 7]) {
        const found = livingstonLewis(counts, reliability, cut);
        if (!found.ok) continue;
        expect(found.value.accuracy).toBeLessThanOrEqual(1);
        expect(found.value.consistency).toBeLessThanOrEqual(1);
      }
    }
  });

  test("of 3,000 items ends", () => {
    const totals = Array.from({ length: 200 }, (_, index) => 1_000 + index * 7);
    const counts = countsOf(totals, 0, 3_000);
    const found = must(livingstonLewis(counts, 0.99, 1_700));
    expect(found.accuracy).toBeWithin(0.9, 1);
    expect(found.consistency).toBeWithin(0.9, found.accuracy);
  });
});

test("the effective length of 0 and 1 items of equal difficulty is their number", () => {
  expect(effectiveLength(simulated, SIMULATED_RELIABILITY)).toBeCloseTo(20, 2);
});

function totalsBy(candidates: (total: number) => number): ScoreCounts {
  const totals = Array.from({ length: 21 }, (_, total) => ({
    total,
    candidates: candidates(total),
  }));
  return { min: 0, max: 20, totals };
}

function countsOf(values: readonly number[], min: number, max: number): ScoreCounts {
  const distinct = [...new Set(values)].toSorted((a, b) => a - b);
  return {
    min,
    max,
    totals: distinct.map((total) => ({
      total,
      candidates: values.filter((value) => value === total).length,
    })),
  };
}

function betaBinomial(x: number, n: number, alpha: number, beta: number): number {
  return Math.exp(logChoose(n, x) + logBeta(alpha + x, beta + n - x) - logBeta(alpha, beta));
}

function logChoose(n: number, x: number): number {
  return -Math.log(n + 1) - logBeta(x + 1, n - x + 1);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series, far out. */
function logGamma(z: number): number {
  let shift = 0;
  let x = z;
  for (; x < 30; x++) shift += Math.log(x);
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - shift;
}

/** Over equal steps, 12 standard deviations of the true scores on either side of their mean. */
function plainShares(
  { trueScores, passingScores, effectiveLength: length }: LivingstonLewis,
  share: number,
) {
  const { alpha, beta, lower, upper } = trueScores;
  const size = alpha + beta;
  const sd = Math.sqrt((alpha * beta) / (size * size * (size + 1)));
  const [from = 0, to = 1] = [-12, 12].map((k) => Math.min(1, Math.max(0, alpha / size + k * sd)));
  const n = Math.round(length);
  let [whole, accuracy, consistency] = [0, 0, 0];
  const cut = (share - lower) / (upper - lower);
  // Steps on either side of the cut for themselves, so that none lies on both.
  for (const [start, end] of [
    [from, Math.min(to, Math.max(from, cut))],
    [Math.min(to, Math.max(from, cut)), to],
  ] as [number, number][]) {
    const steps = 20_000;
    for (let step = 0; step < steps; step++) {
      const z = start + ((step + 0.5) / steps) * (end - start);
      const weight = ((end - start) * betaWeight(z, 1 - z, alpha, beta)) / (z * (1 - z));
      const tau = lower + (upper - lower) * z;
      const [score] = passingScores;
      const { lower: passes, upper: fails } = incompleteBeta(tau, 1 - tau, score, n - score + 1);
      whole += weight;
      accuracy += weight * (z >= cut ? passes : fails);
      consistency += weight * (passes ** 2 + fails ** 2);
    }
  }
  return { accuracy: accuracy / whole, consistency: consistency / whole };
}

/** Totals on either side of one, most at it. */
function totalsNear(mean: number, reach: number): ScoreCounts["totals"] {
  return Array.from({ length: 2 * reach + 1 }, (_, place) => {
    const apart = Math.abs(place - reach);
    return { total: mean - reach + place, candidates: (reach + 1 - apart) ** 2 };
  });
}
