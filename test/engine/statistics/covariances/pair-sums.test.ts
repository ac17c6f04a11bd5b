import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { rational } from "#engine/numbers/rational.ts";
import { addToPairSums } from "#engine/statistics/covariances/add-to-pair-sums.ts";
import {
  asZeroCovariances,
  type CovarianceMatrix,
  listwiseCovariances,
  pairwiseCovariances,
} from "#engine/statistics/covariances/covariance-matrix.ts";
import { bytesOfPairSums, emptyPairSums } from "#engine/statistics/covariances/pair-sums.ts";
import { reliabilityByCovariance } from "#engine/statistics/covariances/reliability-by-covariance.ts";

import { seededRandom } from "../../../support/mixed-form.ts";
import {
  type Chosen,
  counted,
  type OpenTest,
  pairedBatch,
  pairedForm,
  type PairedItem,
} from "./paired-form.ts";

/** One digit, two, and two that share no unit; blanks that are worth something, too. */
const ITEMS: readonly PairedItem[] = [
  { points: [0, 1] },
  { points: [1.000001, -0.5, 0, 2.25], blank: 0.125 },
  { points: [3, 1, 2], blank: -1 },
  { points: [-2, 5] },
  { points: [0.333333, 1_000], blank: 7 },
];
const form = pairedForm(ITEMS, [
  {
    id: "turned",
    items: ["q4", { id: "q1", reverse: true, weight: "3/2" }, "q2"],
    aggregate: "weighted_mean",
    missing: "mean_of_answered",
  },
]);

const chosen = (item: PairedItem): fc.Arbitrary<Chosen> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: item.points.length - 1 }) },
    { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
  );
const row = fc.tuple(...ITEMS.map(chosen));
const rows = fc.array(row, { maxLength: 40 });

describe("sums over pairs of items", () => {
  test("are the same bytes however responses are split and ordered", () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (all, places) => {
        const shuffled = all
          .map((one, index) => ({ one, place: places[index] ?? 0 }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ one }) => one);
        const whole = counted(form, all);
        const cut = (places[0] ?? 0) % (all.length + 1);
        const parts = [shuffled.slice(cut), shuffled.slice(0, cut)];
        for (const { table, sums } of whole) {
          const inParts = emptyPairSums(table);
          for (const part of parts) {
            if (part.length > 0) addToPairSums(form.plan, table, inParts, pairedBatch(form, part));
          }
          expect(inParts).toEqual(sums);
        }
      }),
    );
  });

  test("give the covariances of whole numbers, computed one by one", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const [total, turned] = counted(form, all) as [OpenTest, OpenTest];
        expectPlain(
          total,
          all.map((one) => ITEMS.map((_, item) => ofTotal(one, item))),
        );
        expectPlain(
          turned,
          all
            .map((one) => [4, 1, 2].map((item) => ofTurned(one, item)))
            // Of nothing answered, there is no mean.
            .filter((one) => one.some(({ isAnswer }) => isAnswer)),
        );
      }),
    );
  });

  test("stay exact over several tiles, with points of many digits", () => {
    const random = seededRandom(5);
    const large = pairedForm([
      { points: [999_999.999999, -1_000_000, 0.000001] },
      { points: [1, 333.333333], blank: -0.000001 },
      { points: [0, 1] },
    ]);
    const all = Array.from({ length: 1_300 }, (): Chosen[] => [
      random(30) === 0 ? null : random(3),
      random(30) === 0 ? null : random(2),
      random(2),
    ]);
    const [total] = counted(large, all, 700) as [OpenTest];
    const worth = [
      [999_999_999_999, -1_000_000_000_000, 1],
      [1_000_000, 333_333_333],
      [0, 1_000_000],
    ];
    const blanks = [0, -1, 0];
    expectPlain(
      total,
      all.map((one) =>
        one.map((option, item) => ({
          x: typeof option === "number" ? (worth[item]?.[option] ?? 0) : (blanks[item] ?? 0),
          isAnswer: typeof option === "number",
        })),
      ),
    );
  });

  test("take the bytes that are foretold", () => {
    for (const { table, sums } of counted(form, [])) {
      const { full, partial, bothMissing, beside, blanks, blankProducts } = sums;
      const arrays = [bothMissing, beside, blanks, blankProducts];
      for (const { sums: own, products } of [full, partial]) arrays.push(own, products);
      const bytes = arrays.reduce((all, { byteLength }) => all + byteLength, 0);
      expect(bytesOfPairSums(table)).toBe(bytes);
    }
  });
});

test("the order of items does not matter to alpha and λ2, to the last bit", () => {
  const backwards = pairedForm(ITEMS.toReversed());
  fc.assert(
    fc.property(rows, (all) => {
      const [first] = counted(form, all) as [OpenTest];
      const [second] = counted(
        backwards,
        all.map((one) => one.toReversed()),
      ) as [OpenTest];
      const [a, b] = [reliabilityByCovariance(first), reliabilityByCovariance(second)];
      if ("reason" in a || "reason" in b) throw new Error("refused");
      for (const part of ["listwise", "asZero"] as const) {
        expect(a[part].alpha).toBe(b[part].alpha);
        expect(a[part].lambda2).toBe(b[part].lambda2);
      }
      expect(a.pairwise.alpha).toBe(b.pairwise.alpha);
    }),
  );
});

interface Plain {
  /** In micropoints, times 2 of the scale. */
  readonly x: number;
  readonly isAnswer: boolean;
}

function ofTotal(one: readonly Chosen[], item: number): Plain {
  const { points, blank = 0 } = ITEMS[item] as PairedItem;
  const option = one[item];
  if (option === undefined) return { x: 0, isAnswer: false };
  const worth = option === null ? blank : (points[option] as number);
  return { x: Math.round(worth * 1e6), isAnswer: option !== null };
}

/** A missing answer of a scale that is filled up from the others is worth nothing. */
function ofTurned(one: readonly Chosen[], item: number): Plain {
  const { x, isAnswer } = ofTotal(one, item);
  if (!isAnswer) return { x: 0, isAnswer };
  // 2 is the common denominator of the weights; q1 is from -0.5 to 2.25.
  return { x: item === 1 ? 3 * (1_750_000 - x) : 2 * x, isAnswer };
}

function expectPlain({ table, sums }: OpenTest, cells: readonly (readonly Plain[])[]): void {
  const complete = cells.filter((one) => one.every(({ isAnswer }) => isAnswer));
  expect([sums.responses, sums.complete]).toEqual([cells.length, complete.length]);
  const unit = form.plan.unit;
  expect(unit).toBe(1);
  const listwise = listwiseCovariances(table, sums);
  expect(listwise.values).toEqual(spreads(complete, table.items.length, () => true));
  const asZero = asZeroCovariances(table, sums);
  expect(asZero.values).toEqual(spreads(cells, table.items.length, () => true));
  const pairwise = pairwiseCovariances(table, sums);
  expect(pairwise.values).toEqual(
    spreads(cells, table.items.length, ({ isAnswer }) => isAnswer, commonOf(cells)),
  );
}

/** The least common multiple of n (n - 1) of all pairs. */
function commonOf(cells: readonly (readonly Plain[])[]): bigint {
  let common = 1n;
  for (const i of cells[0]?.keys() ?? []) {
    for (let j = 0; j <= i; j++) {
      const both = cells.filter((one) => one[i]?.isAnswer === true && one[j]?.isAnswer === true);
      const n = BigInt(both.length);
      if (n >= 2n) common *= rational(n * (n - 1n), common).p;
    }
  }
  return common;
}

/** n Σxy - Σx Σy of the rows that count; over n (n - 1), in fractions of a scale, where one is given. */
function spreads(
  cells: readonly (readonly Plain[])[],
  items: number,
  counts: (cell: Plain) => boolean,
  scale?: bigint,
): CovarianceMatrix["values"] {
  const values: (bigint | null)[] = [];
  for (let i = 0; i < items; i++) {
    for (let j = 0; j <= i; j++) {
      const pairs = cells
        .map((one) => [one[i] as Plain, one[j] as Plain] as const)
        .filter((pair) => pair.every(counts));
      const n = BigInt(pairs.length);
      let [xs, ys, products] = [0n, 0n, 0n];
      for (const [{ x }, { x: y }] of pairs) {
        xs += BigInt(x);
        ys += BigInt(y);
        products += BigInt(x) * BigInt(y);
      }
      const spread = n * products - xs * ys;
      if (n < 2n) values.push(null);
      else values.push(scale === undefined ? spread : (spread * scale) / (n * (n - 1n)));
    }
  }
  return values;
}
