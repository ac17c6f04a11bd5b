import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { leeClassification, type ScoreNode } from "#engine/statistics/cuts/lee.ts";
import {
  addToRudner,
  emptyRudnerSums,
  rudnerClassification,
  type RudnerSums,
} from "#engine/statistics/cuts/rudner.ts";
import { normalCdf } from "#engine/statistics/distributions/normal-cdf.ts";
import { err } from "#result";

import reference from "../../../reference/classify-lsat7.json";
import { must } from "../../../support/must.ts";
import { eapOf, informationAt, lsat7Rows, normalGrid, rightAt, scoresAt } from "./plain-model.ts";

const { items } = reference;
type Candidate = readonly [theta: number, se: number];

describe("Rudner's method", () => {
  test("classifies LSAT-7 as cacIRT does", () => {
    const candidates = lsat7Rows().map((row): Candidate => {
      const theta = eapOf(items, row);
      return [theta, 1 / Math.sqrt(informationAt(items, theta))];
    });
    const found = must(rudnerClassification(sumsOf(reference.cutsOnTheta, candidates)));
    expect(found.n).toBe(1_000);
    for (const [index, part] of [...found.cuts, found.simultaneous].entries()) {
      const [accuracy = 0, consistency = 0] =
        reference.rudner.cuts[index] ?? reference.rudner.simultaneous;
      expect(part.accuracy).toBeCloseTo(accuracy, 12);
      expect(part.consistency).toBeCloseTo(consistency, 12);
    }
  });

  test("holds the cut in the upper category, where it is as sure as a coin", () => {
    const { cuts } = must(rudnerClassification(sumsOf([0], [[0, 1]])));
    expect(cuts).toEqual([{ accuracy: 0.5, consistency: 0.5 }]);
    // One error above the lower cut, two below the upper: Φ(2) - Φ(-1).
    const { simultaneous } = must(rudnerClassification(sumsOf([-1, 2], [[0, 1]])));
    expect(simultaneous.accuracy).toBeCloseTo(normalCdf(2) - normalCdf(-1), 15);
    // A candidate on the lower cut itself belongs between the cuts.
    const onCut = must(rudnerClassification(sumsOf([-1, 2], [[-1, 1]])));
    expect(onCut.simultaneous.accuracy).toBeCloseTo(normalCdf(3) - normalCdf(0), 15);
  });

  test("passes over candidates without an ability or its error", () => {
    const strange: Candidate[] = [
      [Number.POSITIVE_INFINITY, Number.NaN],
      [0, Number.NaN],
      [Number.NaN, 1],
      [0, 0],
      [0, -1],
      [1, Number.POSITIVE_INFINITY],
    ];
    expect(rudnerClassification(sumsOf([0], strange))).toEqual(err("no_candidates"));
    expect(rudnerClassification(emptyRudnerSums([0]))).toEqual(err("no_candidates"));
    expect(must(rudnerClassification(sumsOf([0], [...strange, [1, 0.5]]))).n).toBe(1);
  });

  test.each([[[]], [[1, 1]], [[1, 0]], [[Number.NaN]], [[0, Number.POSITIVE_INFINITY]]])(
    "refuses the cuts %p",
    (cuts) => {
      expect(() => emptyRudnerSums(cuts)).toThrow(RangeError);
      expect(() => leeClassification([], cuts)).toThrow(RangeError);
    },
  );

  const candidates = fc.array(
    fc.tuple(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: 0.05, max: 3, noNaN: true }),
    ),
    { minLength: 1, maxLength: 30 },
  );
  const risingCuts = fc
    .uniqueArray(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 4 })
    .map((cuts) => cuts.map((cut) => cut / 10).toSorted((a, b) => a - b));

  test("does not depend on the order of candidates", () => {
    fc.assert(
      fc.property(candidates, risingCuts, fc.nat(30), (all, cuts, at) => {
        const moved = [...all.slice(at).toReversed(), ...all.slice(0, at)];
        expect(sumsOf(cuts, moved)).toEqual(sumsOf(cuts, all));
      }),
    );
  });

  test("is that of plain averages, and surer of one cut than of all", () => {
    fc.assert(
      fc.property(candidates, risingCuts, (all, cuts) => {
        const found = must(rudnerClassification(sumsOf(cuts, all)));
        let [accuracy, consistency] = [0, 0];
        for (const [theta, se] of all) {
          const edges = [Number.NEGATIVE_INFINITY, ...cuts, Number.POSITIVE_INFINITY];
          for (const [index, low] of edges.slice(0, -1).entries()) {
            const high = edges[index + 1] ?? Number.NaN;
            const p = normalCdf((high - theta) / se) - normalCdf((low - theta) / se);
            if (low <= theta && theta < high) accuracy += p / all.length;
            consistency += p ** 2 / all.length;
          }
        }
        expect(found.simultaneous.accuracy).toBeCloseTo(accuracy, 12);
        expect(found.simultaneous.consistency).toBeCloseTo(consistency, 12);
        for (const one of found.cuts) {
          expect(one.accuracy).toBeGreaterThanOrEqual(found.simultaneous.accuracy - 1e-12);
          expect(one.consistency).toBeGreaterThanOrEqual(found.simultaneous.consistency - 1e-12);
        }
      }),
    );
  });
});

describe("Lee's method", () => {
  test("classifies LSAT-7 as cacIRT does", () => {
    const nodes = normalGrid(-4, 4, 41).map(([theta, weight]): ScoreNode => ({
      weight,
      scores: scoresAt(items, theta),
    }));
    const found = leeClassification(nodes, reference.cutsOnTotal);
    const { accuracy, consistency, kappa } = found.simultaneous;
    expect(accuracy).toBeCloseTo(reference.lee.accuracy, 12);
    expect(consistency).toBeCloseTo(reference.lee.consistency, 12);
    expect(kappa ?? 0).toBeCloseTo(reference.lee.kappa, 12);
    for (const [index, share] of reference.lee.shares.entries()) {
      expect(found.shares[index]).toBeCloseTo(share, 12);
    }
    for (const [index, [byAccuracy = 0, byConsistency = 0]] of reference.lee.cuts.entries()) {
      expect(found.cuts[index]?.accuracy).toBeCloseTo(byAccuracy, 12);
      expect(found.cuts[index]?.consistency).toBeCloseTo(byConsistency, 12);
    }
  });

  test("is the count over all pairs of patterns", () => {
    const grid = normalGrid(-2, 2, 5);
    const cuts = [2, 3];
    const nodes = grid.map(([theta, weight]) => ({ weight, scores: scoresAt(items, theta) }));
    const found = leeClassification(nodes, cuts).simultaneous;
    const classOf = (score: number) => cuts.filter((cut) => score >= cut).length;
    let [accuracy, consistency] = [0, 0];
    for (const [theta, weight] of grid) {
      const right = rightAt(items, theta);
      const truth = classOf(right.reduce((a, b) => a + b, 0));
      const patterns = patternsOf(right);
      for (const [score, chance] of patterns) {
        if (classOf(score) === truth) accuracy += weight * chance;
        const same = patterns.filter(([again]) => classOf(again) === classOf(score));
        for (const [, repeated] of same) consistency += weight * chance * repeated;
      }
    }
    expect(found.accuracy).toBeCloseTo(accuracy, 12);
    expect(found.consistency).toBeCloseTo(consistency, 12);
  });

  test("is sure of scores without error, and has no kappa of one category", () => {
    const sure = [
      { weight: 0.25, scores: [1, 0, 0] },
      { weight: 0.75, scores: [0, 0, 1] },
    ];
    expect(leeClassification(sure, [1])).toEqual({
      cuts: [{ accuracy: 1, consistency: 1, kappa: 1 }],
      simultaneous: { accuracy: 1, consistency: 1, kappa: 1 },
      shares: [0.25, 0.75],
    });
    expect(leeClassification(sure, [5]).simultaneous).toEqual({
      accuracy: 1,
      consistency: 1,
      kappa: null,
    });
  });
});

function sumsOf(cuts: readonly number[], candidates: readonly Candidate[]): RudnerSums {
  const sums = emptyRudnerSums(cuts);
  for (const [theta, se] of candidates) addToRudner(sums, theta, se);
  return sums;
}

/** All patterns of right and wrong: score and chance. */
function patternsOf(right: readonly number[]): [score: number, chance: number][] {
  return Array.from({ length: 2 ** right.length }, (_, pattern) => {
    let [score, chance] = [0, 1];
    for (const [item, p] of right.entries()) {
      const isRight = (pattern >> item) & 1;
      score += isRight;
      chance *= isRight === 1 ? p : 1 - p;
    }
    return [score, chance];
  });
}
