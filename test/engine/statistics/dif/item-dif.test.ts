/** Differential item functioning, against other software and against its formulas written out. */

import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { CELLS, type DifCounts } from "#engine/statistics/dif/dif-counts.ts";
import { etsClass } from "#engine/statistics/dif/ets-class.ts";
import { type ItemDif, itemDif } from "#engine/statistics/dif/item-dif.ts";

import reference from "../../../reference/dif-gmat.json";
import {
  countsOf,
  plainLogistic,
  plainMantelHaenszel,
  plainNull,
  simulatedRows,
} from "./given-answers.ts";

type Cells = readonly [number, number, number, number];

/** Reference right and wrong, focal right and wrong, by total. */
function counted(cells: Readonly<Record<number, Cells>>): DifCounts {
  const totals = Object.keys(cells).map(Number);
  return {
    totals: Float64Array.from(totals),
    counts: Float64Array.from(Object.values(cells).flat()),
  };
}

describe("an item of the GMAT", () => {
  const { mantelHaenszel, logistic } = reference;
  const found = itemDif({
    totals: Float64Array.from(reference.totals),
    counts: Float64Array.from(reference.counts.flat()),
  });

  test("has the Mantel-Haenszel statistics that difR has", () => {
    expect(found.strata).toBe(18);
    expect(found.mantelHaenszel).toEqual({
      chiSquare: expect.closeTo(mantelHaenszel.chiSquare, 11),
      p: expect.closeTo(mantelHaenszel.p, 14),
      chiSquareUncorrected: expect.closeTo(mantelHaenszel.chiSquareUncorrected, 11),
      // erfc(√(χ²/2)).
      pUncorrected: expect.closeTo(0.00012380190625753992, 14),
    });
    expect(found.oddsRatio).toEqual({
      alpha: expect.closeTo(mantelHaenszel.alpha, 12),
      logVariance: expect.closeTo(mantelHaenszel.logVariance, 12),
      delta: expect.closeTo(mantelHaenszel.delta, 12),
      se: expect.closeTo(mantelHaenszel.se, 12),
      class: "A",
    });
    expect(mantelHaenszel.class).toBe("A");
  });

  test("has the standardised difference of difR", () => {
    expect(found.standardisedDifference).toBeCloseTo(reference.standardisedDifference, 12);
  });

  test("has the logistic regressions of R", () => {
    const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9));
    const [both = [], uniform = [], nonuniform = []] = comparisonsOf(found);
    expect(both).toEqual([...close(logistic.both), 2]);
    expect(uniform).toEqual([...close(logistic.uniform), 1]);
    expect(nonuniform).toEqual([...close(logistic.nonuniform), 1]);
    expect(found.logistic.both?.deltaR2).toBeCloseTo(logistic.deltaR2Both, 11);
    expect(coefficientsOf(found)).toEqual(close(logistic.coefficients));
    expect(found.reasons).toEqual({});
  });
});

describe("simulated answers", () => {
  const rows = simulatedRows(600, 20261129);

  test.each([0, 1, 2, 9])("item %d, by Mantel-Haenszel row by row", (item) => {
    const expected = plainMantelHaenszel(rows, item);
    const found = itemDif(countsOf(rows, item));
    expect(found.strata).toBe(expected.strata);
    expect(found.mantelHaenszel?.chiSquare).toBeCloseTo(expected.chiSquare, 10);
    expect(found.mantelHaenszel?.chiSquareUncorrected).toBeCloseTo(
      expected.chiSquareUncorrected,
      10,
    );
    expect(found.oddsRatio?.alpha).toBeCloseTo(expected.alpha, 10);
    expect(found.oddsRatio?.logVariance).toBeCloseTo(expected.logVariance, 10);
    expect(found.oddsRatio?.delta).toBeCloseTo(-2.35 * Math.log(expected.alpha), 10);
    expect(found.standardisedDifference).toBeCloseTo(expected.difference, 10);
  });

  test.each([0, 1, 2, 9])("item %d, by logistic regression on ungrouped rows", (item) => {
    const [base, group, full] = [2, 3, 4].map((size) => plainLogistic(rows, item, size));
    const found = itemDif(countsOf(rows, item));
    const { logistic } = found;
    const gain = (larger = full, smaller = base) =>
      2 * ((larger?.logLikelihood ?? 0) - (smaller?.logLikelihood ?? 0));
    expect(comparisonsOf(found).map(([chiSquare]) => chiSquare)).toEqual(
      [gain(), gain(group), gain(full, group)].map((value) => expect.closeTo(value, 8)),
    );
    expect(coefficientsOf(found)).toEqual(
      full?.beta.map((value) => expect.closeTo(value, 8)) ?? [],
    );

    const logNull = plainNull(rows, item);
    const r2 = (fit = base) =>
      (1 - Math.exp((2 * (logNull - (fit?.logLikelihood ?? 0))) / rows.length)) /
      (1 - Math.exp((2 * logNull) / rows.length));
    expect(logistic.uniform?.deltaR2).toBeCloseTo(r2(group) - r2(base), 10);
    expect(logistic.nonuniform?.deltaR2).toBeCloseTo(r2(full) - r2(group), 10);
  });

  test("tell which items were made to differ", () => {
    const uniform = itemDif(countsOf(rows, 0));
    expect(uniform.oddsRatio?.class).toBe("C");
    expect(uniform.oddsRatio?.delta).toBeLessThan(-1.5);
    expect(uniform.standardisedDifference).toBeLessThan(-0.1);
    const crossing = itemDif(countsOf(rows, 1));
    expect(crossing.logistic.nonuniform?.p).toBeLessThan(1e-6);
    expect(itemDif(countsOf(rows, 5)).oddsRatio?.class).not.toBe("C");
  });
});

describe("worked by hand", () => {
  // One total: A = 8 of 10, C = 4 of 10; E = 6, V = 10·10·12·8 / (400·19); α = 8·6 / (2·4).
  test("one stratum of 8 of 10 and 4 of 10", () => {
    const { mantelHaenszel, oddsRatio, standardisedDifference } = itemDif(
      counted({ 1: [8, 2, 4, 6] }),
    );
    const variance = 9_600 / 7_600;
    expect(mantelHaenszel?.chiSquare).toBeCloseTo(1.5 ** 2 / variance, 14);
    expect(mantelHaenszel?.chiSquareUncorrected).toBeCloseTo(2 ** 2 / variance, 14);
    expect(oddsRatio?.alpha).toBeCloseTo(6, 14);
    // 1/A + 1/B + 1/C + 1/D, for one table.
    expect(oddsRatio?.logVariance).toBeCloseTo(1 / 8 + 1 / 2 + 1 / 4 + 1 / 6, 14);
    expect(standardisedDifference).toBe(-0.4);
  });

  test("an excess below a half is 0 once it is corrected", () => {
    const { mantelHaenszel } = itemDif(counted({ 1: [5, 5, 6, 6], 2: [3, 4, 2, 3] }));
    expect(mantelHaenszel?.chiSquare).toBe(0);
    expect(mantelHaenszel?.p).toBe(1);
    expect(mantelHaenszel?.chiSquareUncorrected).toBeGreaterThan(0);
  });

  test("equal shares are no difference, to the last bit", () => {
    const { mantelHaenszel, oddsRatio, standardisedDifference, logistic } = itemDif(
      counted({ 1: [1, 2, 2, 4], 2: [2, 1, 4, 2], 3: [7, 1, 14, 2] }),
    );
    expect(mantelHaenszel).toMatchObject({ chiSquare: 0, p: 1, chiSquareUncorrected: 0 });
    expect(oddsRatio).toMatchObject({ alpha: 1, delta: 0, class: "A" });
    expect(standardisedDifference).toBe(0);
    expect(logistic.both?.chiSquare).toBeCloseTo(0, 10);
  });

  test.each([
    [{ delta: 0.99, se: 0.1 }, 0.001, "A"],
    [{ delta: -3, se: 0.1 }, 0.05, "A"],
    [{ delta: -1, se: 0.1 }, 0.049, "B"],
    [{ delta: 1.499, se: 0.1 }, 0.001, "B"],
    [{ delta: -1.5, se: 0.25 }, 0.001, "C"],
    [{ delta: 1.5, se: 0.26 }, 0.001, "B"],
  ] as const)("Δ %p at p = %d is of class %s", (size, p, expected) => {
    expect(etsClass(size, p)).toBe(expected);
  });
});

describe("what is undefined is null, and says why", () => {
  test("nobody at all", () => {
    const found = itemDif({ totals: new Float64Array(0), counts: new Float64Array(0) });
    expect(found).toEqual({
      reference: { right: 0, wrong: 0 },
      focal: { right: 0, wrong: 0 },
      strata: 0,
      mantelHaenszel: null,
      oddsRatio: null,
      standardisedDifference: null,
      logistic: { uniform: null, nonuniform: null, both: null, coefficients: null },
      reasons: {
        mantelHaenszel: "no_common_total",
        oddsRatio: "no_common_total",
        standardisedDifference: "no_common_total",
        uniform: "group_empty",
        nonuniform: "group_empty",
        both: "group_empty",
        coefficients: "group_empty",
      },
    });
  });

  test.each([
    ["one response", { 1: [1, 0, 0, 0] }, "no_common_total", "group_empty"],
    ["two of one group", { 1: [1, 1, 0, 0] }, "no_common_total", "group_empty"],
    [
      "one of each group, apart",
      { 0: [0, 1, 0, 0], 1: [0, 0, 1, 0] },
      "no_common_total",
      "separated",
    ],
    ["all right", { 1: [3, 0, 2, 0], 2: [4, 0, 4, 0] }, "no_variance", "separated"],
    ["all wrong", { 1: [0, 3, 0, 2], 2: [0, 4, 0, 4] }, "no_variance", "separated"],
    ["one total", { 1: [3, 1, 2, 2] }, null, "no_variance_of_totals"],
  ] as const)("%s", (_, cells, ofTables, ofRegressions) => {
    const { reasons, mantelHaenszel, logistic } = itemDif(counted(cells as Record<number, Cells>));
    expect(reasons["mantelHaenszel"] ?? null).toBe(ofTables);
    expect(mantelHaenszel === null).toBe(ofTables !== null);
    expect(reasons["uniform"]).toBe(ofRegressions);
    expect(logistic.uniform).toBeNull();
  });

  test("odds that are 0 or infinite have no logarithm, but a chi-square", () => {
    const zero = itemDif(counted({ 1: [0, 4, 3, 0], 2: [0, 2, 2, 1] }));
    expect(zero.reasons["oddsRatio"]).toBe("odds_ratio_zero");
    const infinite = itemDif(counted({ 1: [3, 0, 0, 4], 2: [2, 1, 0, 2] }));
    expect(infinite.reasons["oddsRatio"]).toBe("odds_ratio_infinite");
    for (const { oddsRatio, mantelHaenszel } of [zero, infinite]) {
      expect(oddsRatio).toBeNull();
      expect(mantelHaenszel?.chiSquare).toBeGreaterThan(1);
    }
  });

  test("a group that is all right leaves no model with a coefficient of its own", () => {
    const { logistic, reasons } = itemDif(
      counted({ 1: [1, 4, 3, 0], 2: [3, 2, 2, 0], 3: [4, 1, 5, 0] }),
    );
    expect(logistic).toEqual({ uniform: null, nonuniform: null, both: null, coefficients: null });
    expect(reasons).toMatchObject({ uniform: "separated", nonuniform: "separated" });
  });

  test("a group that its totals tell apart leaves the models without the product", () => {
    const { logistic, reasons } = itemDif(
      counted({ 1: [1, 4, 0, 3], 2: [3, 2, 0, 2], 3: [4, 1, 5, 0] }),
    );
    expect(logistic.uniform?.chiSquare).toBeGreaterThan(0);
    expect(logistic.nonuniform).toBeNull();
    expect(reasons).toEqual({
      nonuniform: "separated",
      both: "separated",
      coefficients: "separated",
    });
  });

  test("a group of one total has no slope of its own", () => {
    const { logistic, reasons } = itemDif(
      counted({ 1: [1, 4, 0, 0], 2: [3, 2, 2, 2], 3: [4, 1, 0, 0] }),
    );
    expect(logistic.uniform).not.toBeNull();
    expect(reasons["nonuniform"]).toBe("no_variance_of_totals");
  });
});

describe("whatever the counts", () => {
  const few = fc.integer({ min: 0, max: 4 });
  const tables = fc.array(fc.tuple(few, few, few, few), { minLength: 1, maxLength: 6 });
  const dif = (cells: readonly Cells[]) => itemDif(counted(Object.fromEntries(cells.entries())));

  test("every number is finite, and every null has its reason", () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const found = dif(cells);
        const { reasons, logistic, mantelHaenszel, oddsRatio, standardisedDifference } = found;
        const parts = { ...logistic, mantelHaenszel, oddsRatio, standardisedDifference };
        for (const [name, part] of Object.entries(parts)) {
          expect(`${name} ${part === null}`).toBe(`${name} ${name in reasons}`);
        }
        expect(Object.values(reasons)).not.toContain("not_converged");
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
        expect(allNumbers(found).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("exchanging the groups turns the sign, and nothing else", () => {
    const said = ({ mantelHaenszel, oddsRatio, logistic }: ItemDif, sign: number) => [
      mantelHaenszel?.chiSquare,
      sign * (oddsRatio?.delta ?? 0),
      oddsRatio?.se,
      ...Object.values(logistic).map((part) => (part !== null && "p" in part ? part.chiSquare : 0)),
    ];
    fc.assert(
      fc.property(tables, (cells) => {
        const swapped = dif(cells.map(([a, b, c, d]): Cells => [c, d, a, b]));
        expect(said(swapped, -1)).toEqual(
          said(dif(cells), 1).map((value) =>
            value === undefined ? value : expect.closeTo(value, 6),
          ),
        );
      }),
      { numRuns: 200 },
    );
  });

  test("the models are tested one after the other: uniform and nonuniform make both", () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const { uniform, nonuniform, both } = dif(cells).logistic;
        if (uniform === null || nonuniform === null) return;
        expect(both?.chiSquare).toBeCloseTo(uniform.chiSquare + nonuniform.chiSquare, 8);
      }),
      { numRuns: 200 },
    );
  });
});

describe("however lopsided the counts", () => {
  const lopsided: Record<number, Cells>[] = [
    { 3: [0, 1, 4, 1], 66: [1, 800_000, 0, 800_000], 69: [1, 1, 1, 1] },
    { 3: [1, 0, 1, 0], 62: [1, 1, 40_000, 1], 63: [1, 70_000, 1, 1] },
    { 1: [8_000, 1, 10, 400_000], 2: [900_000, 1, 4_000, 20_000], 5: [0, 1, 1, 0] },
    { 1: [0, 1, 7_000, 0], 4: [50, 4, 90_000, 0], 5: [1, 1, 40_000, 1], 6: [3_000, 1, 1, 1] },
  ];

  // What maximum likelihood means here, in each group: Σ (r - n p) = 0 and Σ T (r - n p) = 0.
  test.each(lopsided)("the likelihood is at its maximum %#", (cells) => {
    const [intercept = 0, total = 0, group = 0, interaction = 0] = coefficientsOf(
      itemDif(counted(cells)),
    );
    for (const own of [0, 1] as const) {
      const residuals = Object.entries(cells).map(([key, counts]) => {
        const [right = 0, wrong = 0] = counts.slice(own * 2);
        const eta = intercept + own * group + Number(key) * (total + own * interaction);
        return { at: Number(key), value: (right - wrong * Math.exp(eta)) / (1 + Math.exp(eta)) };
      });
      expect(residuals.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(0, 4);
      expect(residuals.reduce((sum, { at, value }) => sum + at * value, 0)).toBeCloseTo(0, 3);
    }
  });
});

test("ten million responses at 2,000 totals: the same shares give the same odds", () => {
  const totals = Float64Array.from({ length: 2_000 }, (_, total) => total);
  const counts = Float64Array.from({ length: 2_000 * CELLS }, (_, cell) => 1 + ((cell * 7) % 5));
  const few = itemDif({ totals, counts });
  const many = itemDif({ totals, counts: counts.map((count) => count * 400) });
  expect(many.reasons).toEqual({});
  expect(many.oddsRatio?.alpha).toBeCloseTo(few.oddsRatio?.alpha ?? 0, 12);
  const [[once = 0] = [], [often = 0] = []] = [comparisonsOf(few)[0], comparisonsOf(many)[0]];
  expect(often).toBeCloseTo(400 * once, 6);
});

/** Chi-square, p and degrees of freedom of each comparison that there is. */
function comparisonsOf({ logistic: { both, uniform, nonuniform } }: ItemDif): number[][] {
  return [both, uniform, nonuniform].flatMap((one) =>
    one === null ? [] : [[one.chiSquare, one.p, one.df]],
  );
}

function coefficientsOf({ logistic: { coefficients } }: ItemDif): number[] {
  if (coefficients === null) return [];
  const { intercept, total, group, interaction } = coefficients;
  return [intercept, total, group, interaction];
}

function allNumbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(allNumbers);
}
