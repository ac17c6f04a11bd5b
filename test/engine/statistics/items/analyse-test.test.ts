/** What item analysis says is what its formulas say, response by response. */

import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { rational } from "#engine/numbers/rational.ts";
import { analyseTest } from "#engine/statistics/items/analyse-test.ts";
import type {
  ItemAnalysis,
  OptionAnalysis,
  TestAnalysis,
} from "#engine/statistics/items/test-analysis.ts";

import { type CodedMatrix, countedMatrix, itemWorth } from "./counted-matrix.ts";

const STRATA = 5;

describe("item analysis", () => {
  test("says of items and totals what single responses say", () => {
    fc.assert(
      fc.property(matrices({ gaps: false }), (matrix) => {
        const analysis = analysisOf(matrix);
        const xs = matrix.items.map((_, place) => column(matrix, place));
        const totals = matrix.rows.map((_, i) => sum(xs.map((x) => x[i] as number)));
        for (const [place, item] of analysis.items.entries()) {
          const x = xs[place] as number[];
          const rest = totals.map((total, i) => total - (x[i] as number));
          expectClose(item.mean, mean(x));
          expectClose(item.sd, sd(x));
          expectClose(item.itemTotal, r(x, totals));
          expectClose(item.itemRest, r(x, rest));
          expectClose(item.alphaIfDeleted, alpha(xs.toSpliced(place, 1)));
          expectClose(item.discriminationEfficiency, efficiency(x, rest));
        }
        expectClose(analysis.test.reliability.asZero.alpha, alpha(xs));
      }),
    );
  });

  test("says of options what those who chose them say", () => {
    fc.assert(
      fc.property(matrices({ gaps: false }), (matrix) => {
        const { items } = analysisOf(matrix);
        const xs = matrix.items.map((_, place) => column(matrix, place));
        const totals = matrix.rows.map((_, i) => sum(xs.map((x) => x[i] as number)));
        const strata = strataOf(totals);
        for (const [place, { options }] of items.entries()) {
          const rest = totals.map((total, i) => total - (xs[place]?.[i] as number));
          for (const option of options) {
            const chosen = matrix.rows.map((row) => isOf(option, row[place] as number));
            expectClose(option.n, chosen.filter(Boolean).length);
            expectClose(option.meanTotal, mean(totals.filter((_, i) => chosen[i])));
            expectClose(option.rest, r(chosen.map(Number), rest));
            for (const [stratum, share] of (option.strata ?? []).entries()) {
              expectClose(share, mean(chosen.filter((_, i) => strata[i] === stratum).map(Number)));
            }
          }
        }
      }),
    );
  });

  test("says of groups of 27% what sorting says", () => {
    fc.assert(
      fc.property(matrices({ gaps: false }), (matrix) => {
        const { items, test: whole } = analysisOf(matrix);
        if (whole.extremes === null) return;
        const { size, lower, upper } = whole.extremes;
        const xs = matrix.items.map((_, place) => column(matrix, place));
        const totals = matrix.rows.map((_, i) => sum(xs.map((x) => x[i] as number)));
        const sorted = totals.toSorted((a, b) => a - b);
        expect(size).toBe(Math.round((27 * totals.length) / 100));
        expect(lower.cut).toBe(sorted[size - 1] as number);
        expect(upper.cut).toBe(sorted[sorted.length - size] as number);
        for (const [place, item] of items.entries()) {
          const x = xs[place] as number[];
          const most = matrix.items[place]?.most ?? 0;
          const low = x.filter((_, i) => (totals[i] as number) <= lower.cut);
          const high = x.filter((_, i) => (totals[i] as number) >= upper.cut);
          const inclusive = ((mean(high) ?? 0) - (mean(low) ?? 0)) / most;
          expectClose(item.d27Inclusive, most > 0 ? inclusive : null);
        }
      }),
    );
  });

  test("is the same in whatever order candidates come", () => {
    fc.assert(
      fc.property(matrices({ gaps: true }), (matrix) => {
        const rows = matrix.rows.toReversed();
        expect(analysisOf({ ...matrix, rows })).toEqual(analysisOf(matrix));
      }),
    );
  });

  test("is the same in whatever order items come", () => {
    fc.assert(
      fc.property(matrices({ gaps: true }), (matrix) => {
        const turned = analysisOf({
          ...matrix,
          items: matrix.items.toReversed(),
          rows: matrix.rows.map((row) => row.toReversed()),
        });
        const { test: whole, items } = analysisOf(matrix);
        expect(turned.test).toEqual(whole);
        expect(turned.items.toReversed().map(withoutWeight)).toEqual(items.map(withoutWeight));
        for (const [place, item] of turned.items.toReversed().entries()) {
          expectClose(item.effectiveWeight, items[place]?.effectiveWeight ?? null);
        }
      }),
    );
  });

  test("changes in points alone with what a point is", () => {
    fc.assert(
      fc.property(matrices({ gaps: true }), fc.integer({ min: 2, max: 9 }), (matrix, factor) => {
        const plain = analysisOf(matrix);
        const scaled = analysisOf({ ...matrix, unit: rational(BigInt(factor)) });
        expect(withoutPoints(scaled)).toEqual(withoutPoints(plain));
        expectClose(scaled.test.mean, times(plain.test.mean, factor));
        expectClose(scaled.test.sd, times(plain.test.sd, factor));
        for (const [place, item] of scaled.items.entries()) {
          expectClose(item.mean, times(plain.items[place]?.mean ?? null, factor));
          expectClose(item.sd, times(plain.items[place]?.sd ?? null, factor));
        }
      }),
    );
  });

  test("weighs items to 100 percent, but for those that weigh against", () => {
    fc.assert(
      fc.property(matrices({ gaps: false }), ({ items, rows }) => {
        const weights = analysisOf({ items, rows }).items.map((item) => item.effectiveWeight);
        const known = weights.filter((weight) => weight !== null);
        if (known.length > 0) expectClose(sum(known), 100);
      }),
    );
  });
});

describe("what is undefined", () => {
  const items = [itemWorth("a", [0, 1]), itemWorth("b", [0, 1]), itemWorth("c", [0, 1])];
  const three = (codes: readonly (readonly number[])[]) => analysisOf({ items, rows: codes });

  test("is null with nobody, and everything says why", () => {
    const { test: whole, items: rows } = three([]);
    expect(whole).toMatchObject({ n: 0, mean: null, sd: null, skewness: null, extremes: null });
    expect(whole.reasons).toEqual({
      mean: "no_responses",
      quantiles: "no_responses",
      sd: "no_responses",
      skewness: "no_responses",
      kurtosis: "no_responses",
      extremes: "no_responses",
    });
    expect(whole.reliability.asZero.reasons["alpha"]).toBe("no_responses");
    expect(Object.values(rows[0]?.reasons ?? {})).toEqual(Array(13).fill("no_responses"));
    expectReasons(rows);
  });

  test("is what takes two results, with one", () => {
    const { test: whole, items: rows } = three([[9, 8, 8]]);
    expect(whole).toMatchObject({ n: 1, mean: 1, sd: null, skewness: null });
    expect(rows[0]).toMatchObject({ mean: 1, sd: null, difficulty: 1, itemTotal: null });
    expect(rows[0]?.reasons["itemRest"]).toBe("fewer_than_two_responses");
    expectReasons(rows);
  });

  test("is what takes variance, where all are equal", () => {
    const { test: whole, items: rows } = three(Array(9).fill([9, 8, 9]));
    expect(whole).toMatchObject({ mean: 2, sd: 0, skewness: null, extremes: null });
    expect(whole.reasons["extremes"]).toBe("groups_meet");
    expect(whole.reliability.asZero.reasons["alpha"]).toBe("no_variance");
    expect(rows[0]).toMatchObject({ sd: 0, itemRest: null, d27: null, effectiveWeight: null });
    expectReasons(rows);
  });

  test("is little, with two results", () => {
    const { test: whole, items: rows } = three([
      [9, 8, 8],
      [8, 8, 8],
    ]);
    expect(whole).toMatchObject({ n: 2, mean: 0.5, skewness: 0 });
    expect(whole.sd).toBeCloseTo(Math.SQRT1_2, 15);
    expect(rows[0]).toMatchObject({ itemTotal: 1, itemRest: null });
    expect(rows[1]).toMatchObject({ sd: 0, itemTotal: null });
    expectReasons(rows);
  });

  test("is all but the blanks, where nobody answered", () => {
    const { test: whole, items: rows } = three(Array(4).fill([1, 1, 1]));
    expect(whole).toMatchObject({ n: 4, mean: 0, sd: 0 });
    expect(whole.reliability.listwise).toMatchObject({ n: 0, alpha: null });
    expect(whole.reliability.listwise.reasons["alpha"]).toBe("no_responses");
    expect(rows[0]).toMatchObject({ n: 0, presented: 4, difficulty: 0, itemRest: null });
    expect(rows[0]?.answered).toEqual({ mean: null, sd: null });
    expect(rows[0]?.states.omitted).toBe(4);
    expectReasons(rows);
  });

  test("is nothing because of length: 3,000 items", () => {
    const long = Array.from({ length: 3_000 }, (_, place) => itemWorth(`q${place}`, [0, 1]));
    const random = (place: number) => (Math.imul(place + 1, 0x9e3779b1) >>> 8) % 3;
    const rows = Array.from({ length: 12 }, (_, response) =>
      long.map((_item, place) => 8 + Number(random(3_000 * response + place) > response % 3)),
    );
    const { items: analysed, test: whole } = analysisOf({ items: long, rows });
    expect(analysed).toHaveLength(3_000);
    expect(whole.reliability.asZero.alpha).not.toBeNull();
    const totals = rows.map((row) => sum(row.map((code) => code - 8)));
    for (const place of [0, 1_500, 2_999]) {
      const x = rows.map((row) => (row[place] as number) - 8);
      const rest = totals.map((total, i) => total - (x[i] as number));
      expectClose(analysed[place]?.itemTotal ?? null, r(x, totals));
      expectClose(analysed[place]?.itemRest ?? null, r(x, rest));
    }
  });

  test("is a rest, where there is one item", () => {
    const rows = [[8], [9], [9]];
    const { test: whole, items: own } = analysisOf({ items: items.slice(0, 1), rows });
    expect(own[0]).toMatchObject({ itemTotal: 1, itemRest: null, alphaIfDeleted: null });
    expect(own[0]?.reasons["alphaIfDeleted"]).toBe("too_few_other_items");
    expect(whole.reliability.asZero.reasons["alpha"]).toBe("fewer_than_two_items");
  });

  test("is what relates items to totals, where one was shown fewer items", () => {
    const rows = [
      [8, 8, 9],
      [9, 9, 3],
      [9, 9, 9],
      [8, 9, 8],
      [8, 8, 8],
    ];
    const { test: whole, items: own } = three(rows);
    expect(whole).toMatchObject({ gaps: 1, extremes: null });
    expect(own[2]).toMatchObject({
      n: 4,
      presented: 4,
      mean: 0.5,
      states: { answered: 4, notPresented: 1 },
      itemRest: null,
      d27: null,
      effectiveWeight: null,
      discriminationEfficiency: null,
    });
    expect(own[2]?.reasons["itemTotal"]).toBe("several_presented_sets");
    expect(own[2]?.options[0]).toMatchObject({ n: 2, share: 0.5, rest: null, strata: null });
    // Who was shown and answered everything is told apart.
    const complete = three(rows.toSpliced(1, 1));
    expect(whole.reliability.listwise).toEqual(complete.test.reliability.asZero);
    expect(own[2]?.listwise).toEqual(complete.items[2]?.listwise as ItemAnalysis["listwise"]);
    expect(own[2]?.listwise.itemRest).toBeNumber();
    expectReasons(own);
  });

  test("is what takes single totals, where they are not kept", () => {
    const counts = countedMatrix({
      items,
      rows: [
        [8, 8, 9],
        [9, 9, 8],
        [9, 9, 9],
        [8, 8, 8],
      ],
    });
    const noJoint = counts.all.items.map((item) => ({ ...item, joint: null }));
    const all = { ...counts.all, totals: null, items: noJoint };
    const { test: whole, items: own } = analyseTest({ ...counts, all }, OPTIONS);
    expect(own[0]?.itemRest).toBeNumber();
    for (const name of ["d27", "d27Inclusive", "discriminationEfficiency"]) {
      expect(own[0]?.reasons[name]).toBe("counts_not_kept");
    }
    expect(whole.reasons).toEqual({
      quantiles: "counts_not_kept",
      skewness: "counts_not_kept",
      kurtosis: "counts_not_kept",
      extremes: "counts_not_kept",
    });
    expect(own[0]?.options[0]?.reasons).toEqual({ strata: "counts_not_kept" });
  });

  test("is the difficulty of an item that gives no points", () => {
    const rows = [
      [8, 8],
      [9, 9],
      [9, 8],
    ];
    const { items: own } = analysisOf({
      items: [itemWorth("a", [0, -1]), itemWorth("b", [0, 1])],
      rows,
    });
    expect(own[0]).toMatchObject({ difficulty: null, relativeDifficulty: 1 / 3, d27: null });
    expect(own[0]?.reasons["difficulty"]).toBe("no_points");
  });

  test("is KR-20 of points other than 0 and 1", () => {
    const rows = [
      [8, 8],
      [9, 9],
      [9, 8],
    ];
    const two = analysisOf({ items: [itemWorth("a", [0, 2]), itemWorth("b", [0, 1])], rows });
    expect(two.test.reliability.asZero.kr20).toBeNull();
    expect(two.test.reliability.asZero.reasons).toEqual({ kr20: "points_not_zero_or_one" });
    expect(two.test.reliability.asZero.alpha).toBeNumber();
  });
});

test("blanks count as what the definition gives, and as a row of their own", () => {
  const items = [itemWorth("a", [0, 1]), itemWorth("b", [0, 1])];
  const rows = [
    [9, 9],
    [1, 8],
    [6, 9],
    [2, 8],
    [9, 8],
  ];
  const [first] = analysisOf({ items, rows }).items;
  expect(first).toMatchObject({
    n: 2,
    presented: 5,
    difficulty: 0.4,
    answered: { mean: 1 },
    states: { answered: 2, omitted: 2, notReached: 1, notPresented: 0, notApplicable: 0 },
  });
  expect(first?.options.map(({ code, state, n, share }) => [code, state, n, share])).toEqual([
    [8, "answered", 0, 0],
    [9, "answered", 2, 0.4],
    [null, "omitted", 2, 0.4],
    [null, "notReached", 1, 0.2],
  ]);
  const absent = analyseTest(countedMatrix({ items, rows }), {
    ...OPTIONS,
    absentMeans: "not_presented",
  });
  expect(absent.items[0]?.states).toMatchObject({ omitted: 1, notPresented: 1 });
});

test("sums leave 2^53 and stay exact", () => {
  const most = 2 ** 50;
  const items = [itemWorth("a", [0, most]), itemWorth("b", [0, most]), itemWorth("c", [0, 1])];
  const rows = Array.from({ length: 40 }, (_, i) => [8 + (i % 2), 8 + ((i >> 1) % 2), 8 + (i % 2)]);
  const { items: own } = analysisOf({ items, rows });
  // The third is the first again; without it the second says nothing of it.
  expect(own[2]?.itemTotal).toBeCloseTo(Math.SQRT1_2, 12);
  expect(own[0]?.discriminationEfficiency).toBeCloseTo(100 * 2 ** -50, 20);
  expect(own[1]?.itemRest).toBe(0);
});

const OPTIONS = { strata: STRATA, absentMeans: "omitted" } as const;

function analysisOf(matrix: CodedMatrix): TestAnalysis {
  return analyseTest(countedMatrix(matrix), OPTIONS);
}

/** Up to 4 items of up to 4 answers, and up to 30 responses. */
function matrices({ gaps }: { readonly gaps: boolean }): fc.Arbitrary<CodedMatrix> {
  const states = gaps ? [1, 2, 3, 6] : [1, 2, 6];
  const worths = fc.array(fc.integer({ min: -2, max: 5 }), { minLength: 1, maxLength: 4 });
  return fc.array(worths, { minLength: 1, maxLength: 4 }).chain((forms) => {
    const items = forms.map((own, place) => itemWorth(`q${place}`, own));
    const code = (own: readonly number[]) =>
      fc.oneof(
        { weight: 6, arbitrary: fc.nat(own.length - 1).map((index) => 8 + index) },
        { weight: 1, arbitrary: fc.constantFrom(...states) },
      );
    const rows = fc.array(fc.tuple(...forms.map(code)), { maxLength: 30 });
    return rows.map((made): CodedMatrix => ({ items, rows: made }));
  });
}

function column({ items, rows }: CodedMatrix, place: number): number[] {
  return rows.map((row) => items[place]?.codes.find(({ code }) => code === row[place])?.x ?? NaN);
}

/** Whether a row of options is about a response with this code. */
function isOf({ code, state }: OptionAnalysis, own: number): boolean {
  if (code !== null) return own === code;
  return state === "notReached" ? own === 6 : own === 1 || own === 2;
}

/** By the midrank of each total. */
function strataOf(totals: readonly number[]): number[] {
  return totals.map((total) => {
    const below = totals.filter((other) => other < total).length;
    const tied = totals.filter((other) => other === total).length;
    const midrank = below + (tied + 1) / 2;
    return Array.from({ length: STRATA }, (_, s) => s).findIndex(
      (s) => midrank * STRATA <= totals.length * (s + 1),
    );
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

function covariance(x: readonly number[], y: readonly number[]): number | null {
  const [mx, my] = [mean(x), mean(y)];
  if (mx === null || my === null || x.length < 2) return null;
  return sum(x.map((value, i) => (value - mx) * ((y[i] as number) - my))) / (x.length - 1);
}

function sd(x: readonly number[]): number | null {
  const variance = covariance(x, x);
  return variance === null ? null : Math.sqrt(variance);
}

function r(x: readonly number[], y: readonly number[]): number | null {
  if (new Set(x).size < 2 || new Set(y).size < 2) return null;
  return (covariance(x, y) ?? 0) / ((sd(x) ?? 0) * (sd(y) ?? 0));
}

function alpha(xs: readonly (readonly number[])[]): number | null {
  const [first] = xs;
  if (first === undefined || xs.length < 2) return null;
  const totals = first.map((_, i) => sum(xs.map((x) => x[i] as number)));
  if (new Set(totals).size < 2) return null;
  const variances = sum(xs.map((x) => covariance(x, x) ?? 0));
  return (xs.length / (xs.length - 1)) * (1 - variances / (covariance(totals, totals) ?? 0));
}

function efficiency(x: readonly number[], rest: readonly number[]): number | null {
  const ascending = (a: number, b: number) => a - b;
  if (new Set(x).size < 2 || new Set(rest).size < 2) return null;
  const greatest = covariance(x.toSorted(ascending), rest.toSorted(ascending)) ?? 0;
  return (100 * (covariance(x, rest) ?? 0)) / greatest;
}

function times(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}

function withoutWeight(item: ItemAnalysis) {
  return { ...item, effectiveWeight: null };
}

/** What does not depend on what a point is. */
function withoutPoints({ items, test: { reliability, skewness, kurtosis } }: TestAnalysis) {
  return {
    shape: [skewness, kurtosis],
    alphas: [reliability.asZero.alpha, reliability.listwise.alpha],
    items: items.map(({ listwise, options, ...item }) => ({
      ...item,
      mean: null,
      sd: null,
      answered: null,
      listwise: { ...listwise, mean: null, sd: null },
      options: options.map((option) => ({ ...option, points: null, meanTotal: null })),
    })),
  };
}

/** Whatever is null says why, and nothing else does. */
function expectReasons(items: readonly ItemAnalysis[]): void {
  for (const item of items) {
    const names = Object.entries(item).flatMap(([name, value]) => (value === null ? [name] : []));
    const own = Object.keys(item.reasons).filter((name) => !name.startsWith("answered."));
    expect(own.toSorted()).toEqual(names.toSorted());
    for (const option of item.options) {
      const missing = Object.entries(option).flatMap(([name, value]) =>
        value === null && name !== "code" ? [name] : [],
      );
      expect(Object.keys(option.reasons).toSorted()).toEqual(missing.toSorted());
    }
  }
}

function expectClose(value: number | null | undefined, expected: number | null): void {
  if (expected === null || value === null || value === undefined) expect(value).toBe(expected);
  else expect(value).toBeCloseTo(expected, 9);
}
