import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import {
  type AgreementTable,
  countPair,
  emptyAgreementTable,
  mergeAgreementTable,
} from "#engine/statistics/agreement/agreement-table.ts";
import { raterAgreement } from "#engine/statistics/agreement/rater-agreement.ts";

type Pair = readonly [first: number, second: number];

describe("agreement worked by hand", () => {
  // 20 and 15 of 50 pairs agree; margins 25/25 and 30/20; p_e = (750 + 500) / 2500.
  test("two categories: p_o = .7, p_e = .5, kappa = .4", () => {
    const agreement = raterAgreement(
      tableOf(2, [
        [20, 5],
        [10, 15],
      ]),
    );
    expect(agreement).toEqual({
      n: 50,
      exact: 0.7,
      adjacent: 1,
      kappa: 0.4,
      quadraticKappa: 0.4,
      reasons: {},
    });
  });

  // n Σ d² o = 4 (1 + 4) = 20.
  test("three categories, one pair two apart", () => {
    const agreement = raterAgreement(
      tableOf(3, [
        [1, 0, 0],
        [0, 0, 1],
        [1, 0, 1],
      ]),
    );
    // r = [1, 1, 2], c = [2, 0, 2]: chance (0 + 0 + 8) + (2 + 0 + 2) + (16 + 0 + 0) = 28.
    expect(agreement.exact).toBe(2 / 4);
    expect(agreement.adjacent).toBe(3 / 4);
    // p_e = (1·2 + 1·0 + 2·2) / 16.
    expect(agreement.kappa).toBe((0.5 - 6 / 16) / (1 - 6 / 16));
    expect(agreement.quadraticKappa).toBe(1 - 20 / 28);
  });

  test("a category that nobody chose keeps its place", () => {
    const near = raterAgreement(
      tableOf(3, [
        [4, 1, 1],
        [1, 4, 1],
        [0, 1, 4],
      ]),
    );
    const far = raterAgreement(
      tableOf(4, [
        [4, 1, 0, 1],
        [1, 4, 0, 1],
        [0, 0, 0, 0],
        [0, 1, 0, 4],
      ]),
    );
    expect(far.kappa).toBe(near.kappa);
    expect(far.quadraticKappa).not.toBe(near.quadraticKappa);
    expect(far.adjacent).toBeLessThan(near.adjacent ?? 0);
  });
});

describe("agreement that is undefined", () => {
  test("no pairs", () => {
    expect(raterAgreement(emptyAgreementTable(3))).toEqual({
      n: 0,
      exact: null,
      adjacent: null,
      kappa: null,
      quadraticKappa: null,
      reasons: {
        exact: "no_pairs",
        adjacent: "no_pairs",
        kappa: "no_pairs",
        quadraticKappa: "no_pairs",
      },
    });
  });

  test.each([1, 2, 1_000_000])("%d pairs in one category: expected agreement is 1", (n) => {
    const table = emptyAgreementTable(3);
    table.counts[4] = n;
    expect(raterAgreement(table)).toEqual({
      n,
      exact: 1,
      adjacent: 1,
      kappa: null,
      quadraticKappa: null,
      reasons: { kappa: "one_category_used", quadraticKappa: "one_category_used" },
    });
  });

  test("one declared category", () => {
    const { exact, kappa } = raterAgreement(tableFrom(1, [[0, 0]]));
    expect([exact, kappa]).toEqual([1, null]);
  });

  test("each rater keeps to a category of their own: 0, not undefined", () => {
    const { exact, adjacent, kappa, quadraticKappa } = raterAgreement(tableFrom(3, [[0, 2]]));
    expect([exact, adjacent, kappa, quadraticKappa]).toEqual([0, 0, 0, 0]);
  });
});

describe("the table", () => {
  test.each([0, -1, 1.5, Number.NaN])("refuses %d categories", (count) => {
    expect(() => emptyAgreementTable(count)).toThrow(RangeError);
  });

  test.each([
    [3, 0],
    [0, 3],
    [-1, 0],
    [0.5, 0],
    [0, Number.NaN],
  ])("refuses the pair (%d, %d) of three categories", (first, second) => {
    const table = emptyAgreementTable(3);
    expect(() => countPair(table, first, second)).toThrow(RangeError);
    expect(table).toEqual(emptyAgreementTable(3));
  });

  test("does not add to one of other categories", () => {
    expect(() => mergeAgreementTable(emptyAgreementTable(3), emptyAgreementTable(2))).toThrow(
      RangeError,
    );
  });
});

const categoryCounts = fc.integer({ min: 1, max: 7 });
const given = categoryCounts.chain((categoryCount) =>
  fc.record({
    categoryCount: fc.constant(categoryCount),
    pairs: fc.array(fc.tuple(fc.nat(categoryCount - 1), fc.nat(categoryCount - 1)), {
      maxLength: 40,
    }),
    at: fc.nat(40),
  }),
);

describe("agreement of any pairs", () => {
  test("is that of a plain implementation over pairs and proportions", () => {
    fc.assert(
      fc.property(given, ({ categoryCount, pairs }) => {
        const agreement = raterAgreement(tableFrom(categoryCount, pairs));
        const plain = plainAgreement(categoryCount, pairs);
        for (const [name, value] of Object.entries(plain)) {
          const ours = agreement[name as keyof typeof plain];
          if (Number.isNaN(value)) expect([name, ours]).toEqual([name, null]);
          else expect(Math.abs((ours ?? Number.NaN) - value)).toBeLessThan(1e-12);
        }
      }),
    );
  });

  test("merges in any split and order, to the same counts", () => {
    fc.assert(
      fc.property(given, ({ categoryCount, pairs, at }) => {
        const merged = tableFrom(categoryCount, pairs.slice(at).toReversed());
        mergeAgreementTable(merged, tableFrom(categoryCount, pairs.slice(0, at)));
        expect(merged).toEqual(tableFrom(categoryCount, pairs));
      }),
    );
  });

  test("does not change, to the last bit, when raters change places or the order turns round", () => {
    fc.assert(
      fc.property(given, ({ categoryCount, pairs }) => {
        const agreement = raterAgreement(tableFrom(categoryCount, pairs));
        const swapped = pairs.map(([first, second]): Pair => [second, first]);
        const last = categoryCount - 1;
        const turned = pairs.map(([first, second]): Pair => [last - first, last - second]);
        expect(raterAgreement(tableFrom(categoryCount, swapped))).toEqual(agreement);
        expect(raterAgreement(tableFrom(categoryCount, turned))).toEqual(agreement);
      }),
    );
  });

  test("is 1 where all agree on two categories or more, and kappa is never above exact agreement", () => {
    fc.assert(
      fc.property(given, ({ categoryCount, pairs }) => {
        const same = pairs.map(([first]): Pair => [first, first]);
        const perfect = raterAgreement(tableFrom(categoryCount, same));
        const used = new Set(same.map(([first]) => first)).size;
        expect(perfect.kappa).toBe(used < 2 ? null : 1);
        expect(perfect.quadraticKappa).toBe(used < 2 ? null : 1);
        const { exact, adjacent, kappa } = raterAgreement(tableFrom(categoryCount, pairs));
        expect(adjacent ?? 0).toBeGreaterThanOrEqual(exact ?? 0);
        expect(kappa ?? -1).toBeLessThanOrEqual(exact ?? 1);
      }),
    );
  });

  test("stays exact over 500,000,000,000,000 pairs", () => {
    const small = tableOf(2, [
      [20, 5],
      [10, 15],
    ]);
    const large = tableOf(2, [
      [2e14, 5e13],
      [1e14, 1.5e14],
    ]);
    expect(raterAgreement(large)).toEqual({ ...raterAgreement(small), n: 5e14 });
  });
});

function tableFrom(categoryCount: number, pairs: readonly Pair[]): AgreementTable {
  const table = emptyAgreementTable(categoryCount);
  for (const [first, second] of pairs) countPair(table, first, second);
  return table;
}

function tableOf(categoryCount: number, rows: readonly (readonly number[])[]): AgreementTable {
  const table = emptyAgreementTable(categoryCount);
  table.counts.set(rows.flat());
  return table;
}

/** The textbook: proportions, and weights 1 - |i - j|² / (K - 1)²; NaN where undefined. */
function plainAgreement(categoryCount: number, pairs: readonly Pair[]) {
  const share = (holds: (pair: Pair) => boolean) => pairs.filter(holds).length / pairs.length;
  const categories = Array.from({ length: categoryCount }, (_, index) => index);
  const firstShare = categories.map((category) => share(([first]) => first === category));
  const secondShare = categories.map((category) => share(([, second]) => second === category));
  const weighted = (weight: (i: number, j: number) => number) => {
    let observed = 0;
    let expected = 0;
    for (const i of categories) {
      for (const j of categories) {
        observed += weight(i, j) * share(([first, second]) => first === i && second === j);
        expected += weight(i, j) * (firstShare[i] ?? 0) * (secondShare[j] ?? 0);
      }
    }
    return 1 - expected < 1e-12 ? Number.NaN : (observed - expected) / (1 - expected);
  };
  return {
    exact: share(([first, second]) => first === second),
    adjacent: share(([first, second]) => Math.abs(first - second) <= 1),
    kappa: weighted((i, j) => (i === j ? 1 : 0)),
    quadraticKappa: weighted((i, j) =>
      categoryCount === 1 ? 1 : 1 - ((i - j) / (categoryCount - 1)) ** 2,
    ),
  };
}
