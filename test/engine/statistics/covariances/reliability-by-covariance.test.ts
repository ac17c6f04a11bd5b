import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { coefficientAlpha } from "#engine/statistics/coefficient-alpha.ts";
import {
  reliabilityByCovariance,
  type Reliability,
  type TestReliability,
} from "#engine/statistics/covariances/reliability-by-covariance.ts";
import type { ReliabilityFault } from "#engine/statistics/covariances/reliability-fault.ts";
import { itemMoments } from "#engine/statistics/item-moments.ts";

import { mixedForm, mixedResponses } from "../../../support/mixed-form.ts";
import { encodeBatch, givenForm, scored, tallied } from "../../scoring/encoded-batch.ts";
import { type Chosen, countedBatches, pairedForm, reliabilityOf } from "./paired-form.ts";
import {
  plainAlpha,
  plainAverage,
  plainCorrelations,
  plainCovariances,
  plainHalves,
  plainLambda2,
  plainLambda6,
  type PointTable,
  without,
} from "./plain-reliability.ts";

const ITEMS = 5;
const POINTS = [0, 1, 2.5];
const form = pairedForm(Array.from({ length: ITEMS }, () => ({ points: POINTS })));

/** Rows that vary together somewhat: no item is flat and no half of them. */
const rows = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 2 }),
      fc.array(
        fc.oneof(
          { weight: 5, arbitrary: fc.integer({ min: -1, max: 1 }) },
          { weight: 1, arbitrary: fc.constant(null) },
        ),
        {
          minLength: ITEMS,
          maxLength: ITEMS,
        },
      ),
    ),
    { minLength: 40, maxLength: 80 },
  )
  .map((all) =>
    all.map(([level, answers]) =>
      answers.map((off) => (off === null ? null : Math.min(2, Math.max(0, level + off)))),
    ),
  );

function pointsOf(all: readonly (readonly (number | null)[])[]): PointTable {
  return all.map((row) => row.map((option) => (option === null ? null : (POINTS[option] ?? 0))));
}

describe("reliability is what the textbook says, computed the long way", () => {
  test("listwise, as zero and pairwise", () => {
    let compared = 0;
    fc.assert(
      fc.property(rows, (all) => {
        const table = pointsOf(all);
        const complete = table.filter((row) => !row.includes(null));
        const { listwise, asZero, pairwise } = reliabilityOf(form, all);
        if (listwise.lambda6 !== null) {
          expectReliability(listwise, plainCovariances(complete, ITEMS));
          compared++;
        }
        const filled = table.map((row) => row.map((points) => points ?? 0));
        if (asZero.lambda6 !== null) expectReliability(asZero, plainCovariances(filled, ITEMS));
        expectConsistency(pairwise, plainCovariances(table, ITEMS));
        expect(pairwise.leastN).toBe(leastPair(table));
      }),
    );
    expect(compared).toBeGreaterThan(50);
  });
});

function expectReliability(found: Reliability, c: readonly (readonly number[])[]): void {
  expectConsistency(found, c);
  const expectNear = (
    name: "lambda2" | "lambda6" | "halfCorrelation" | "spearmanBrown" | "flanaganRulon",
    value: number,
  ) => {
    expect(found[name] ?? Number.NaN).toBeCloseTo(value, 9);
  };
  expectNear("lambda2", plainLambda2(c));
  expectNear("lambda6", plainLambda6(c));
  const halves = plainHalves(c);
  expectNear("halfCorrelation", halves.halfCorrelation);
  expectNear("flanaganRulon", halves.flanaganRulon);
  // Near r = -1 it is a quotient of nearly nothing.
  if (halves.halfCorrelation > -0.9) expectNear("spearmanBrown", halves.spearmanBrown);
}

function expectConsistency(
  found: TestReliability["pairwise" | "listwise"],
  c: readonly (readonly number[])[],
): void {
  const r = plainCorrelations(c);
  expect(found.averageCorrelation ?? Number.NaN).toBeCloseTo(plainAverage(r), 9);
  expectAlpha(found.alpha, c);
  expectAlpha(found.standardisedAlpha, r);
  for (const [item, { alphaIfDeleted, standardisedAlphaIfDeleted }] of found.items.entries()) {
    expectAlpha(alphaIfDeleted, without(c, item));
    expectAlpha(standardisedAlphaIfDeleted, without(r, item));
  }
}

/** Null where the variance of the total would not be above 0; relative where alpha is large. */
function expectAlpha(found: number | null, c: readonly (readonly number[])[]): void {
  const alpha = plainAlpha(c);
  const variance = c.flat().reduce((sum, value) => sum + value, 0);
  if (found === null) expect(variance).toBeLessThan(1e-9);
  else expect(Math.abs(found - alpha) / Math.max(1, alpha ** 2)).toBeLessThan(1e-9);
}

function leastPair(table: PointTable): number {
  const counts = Array.from({ length: ITEMS }, (_, i) =>
    Array.from(
      { length: ITEMS },
      (__, j) => table.filter((row) => row[i] !== null && row[j] !== null).length,
    ),
  );
  return Math.min(...counts.flat());
}

describe("for items of every type", () => {
  const backwards = mixedForm.items.map(({ id }) => id).toReversed();
  const scales = [{ id: "all", items: backwards, aggregate: "sum", missing: "zero" }];
  const made = givenForm({ ...mixedForm, scales, bands: [] });
  const blank = Object.fromEntries(mixedForm.items.map(({ id }) => [id, null]));
  const responses = mixedResponses(400).map(({ candidate, answers }) => ({
    candidate,
    answers: { ...blank, ...(answers as object) },
  }));
  const batches = [responses.slice(0, 150), responses.slice(150)].map((part) =>
    scored(made, encodeBatch(made, part)),
  );
  const [total, all] = countedBatches(made, batches).map(
    (one) => reliabilityByCovariance(one) as TestReliability,
  ) as [TestReliability, TestReliability];

  test("alpha as zero is that of the summary, to the last bit", () => {
    const tally = tallied(made, responses, [90]);
    const alpha = coefficientAlpha(itemMoments(made.plan, tally), tally.total);
    expect(total.asZero).toMatchObject({ n: 400, alpha: alpha.ok ? alpha.value : "none" });
  });

  test("a scale of all of them says of each what the total says, in its own order", () => {
    expect(all.listwise.items.map(({ id }) => id)).toEqual(backwards);
    for (const part of ["listwise", "pairwise", "asZero"] as const) {
      const alphas = ({ alpha, items }: TestReliability["pairwise" | "listwise"]) =>
        new Map([["all", alpha], ...items.map((one) => [one.id, one.alphaIfDeleted] as const)]);
      expect(alphas(all[part])).toEqual(alphas(total[part]));
    }
  });
});

test("points that are multiplied and moved change no statistic; of one item, no standardised one", () => {
  const moved = pairedForm(
    Array.from({ length: ITEMS }, () => ({ points: POINTS.map((x) => 3 * x - 7) })),
  );
  const uneven = pairedForm(
    Array.from({ length: ITEMS }, (_, item) => ({
      points: POINTS.map((x) => (item + 1) * x + item),
    })),
  );
  fc.assert(
    fc.property(rows, (all) => {
      const { listwise, pairwise } = reliabilityOf(form, all);
      const other = reliabilityOf(moved, all);
      expect(other.listwise).toEqual(expectClose(listwise));
      expect(other.pairwise).toEqual(expectClose(pairwise));
      const stretched = reliabilityOf(uneven, all).listwise;
      if (listwise.standardisedAlpha === null || listwise.standardisedAlpha < 0) return;
      expect(stretched.standardisedAlpha ?? Number.NaN).toBeCloseTo(listwise.standardisedAlpha, 9);
      expect(stretched.averageCorrelation).toBeCloseTo(listwise.averageCorrelation ?? 2, 9);
    }),
  );
});

/** The same, each number to twelve digits. */
function expectClose<T>(value: T): T {
  return close(value) as T;
}

function close(value: unknown): unknown {
  if (typeof value === "number") return near(value);
  if (Array.isArray(value)) return value.map(close);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, close(own)]));
}

function near(value: number): unknown {
  return expect.closeTo(value, Math.max(0, 11 - 2 * Math.ceil(Math.log10(1 + Math.abs(value)))));
}

describe("what is undefined is null beside its reason", () => {
  const two = pairedForm([{ points: [0, 1] }, { points: [0, 1] }]);
  const three = pairedForm([{ points: [0, 1] }, { points: [0, 1] }, { points: [0, 1] }]);
  const reasonsOf = (all: readonly (readonly Chosen[])[], made = two) => {
    const { listwise, pairwise, asZero } = reliabilityOf(made, all);
    return {
      listwise: listwise.reasons,
      pairwise: pairwise.reasons,
      asZero: asZero.reasons,
    };
  };
  const CONSISTENCY = ["alpha", "standardisedAlpha", "averageCorrelation"];
  const ALL = [
    ...CONSISTENCY,
    "lambda2",
    "lambda6",
    "halfCorrelation",
    "spearmanBrown",
    "flanaganRulon",
  ];
  const each = (names: readonly string[], reason: ReliabilityFault) =>
    Object.fromEntries(names.map((name) => [name, reason]));

  test.each([
    ["nobody", []],
    ["one", [[1, 0]]],
  ])("with %s", (_, all: Chosen[][]) => {
    const reason = "fewer_than_two_responses" as const;
    expect(reasonsOf(all)).toEqual({
      listwise: each(ALL, reason),
      pairwise: each(CONSISTENCY, reason),
      asZero: each(ALL, reason),
    });
    const { listwise, responses } = reliabilityOf(two, all);
    expect([responses, listwise.n, listwise.alpha, listwise.lambda6]).toEqual([
      all.length,
      all.length,
      null,
      null,
    ]);
  });

  test("with two that differ there are values, and as few as items are singular", () => {
    const { listwise } = reliabilityOf(two, [
      [1, 1],
      [0, 0],
    ]);
    expect(listwise).toMatchObject({ alpha: 1, standardisedAlpha: 1, lambda2: 1, lambda6: null });
    expect(listwise).toMatchObject({ spearmanBrown: 1, flanaganRulon: 1, halfCorrelation: 1 });
    expect(listwise.reasons).toEqual({ lambda6: "singular" });
  });

  test("with one item", () => {
    const one = pairedForm([{ points: [0, 1] }]);
    const { listwise, asZero } = reasonsOf([[1], [0]], one);
    expect(listwise).toEqual(each(ALL, "fewer_than_two_items"));
    expect(asZero).toEqual(listwise);
    const { items } = reliabilityOf(one, [[1], [0]]).listwise;
    expect(items).toMatchObject([{ id: "q0", alphaIfDeleted: null }]);
  });

  test("without two items, what is left of two is one", () => {
    const { items } = reliabilityOf(two, [
      [1, 1],
      [0, 0],
    ]).listwise;
    const reason = "fewer_than_two_items";
    expect(items.map(({ reasons }) => reasons)).toEqual(
      [0, 1].map(() => ({ alphaIfDeleted: reason, standardisedAlphaIfDeleted: reason })),
    );
  });

  test("where all are equal", () => {
    const equal = [1, 2, 3].map((): Chosen[] => [1, 1]);
    expect(reasonsOf(equal).listwise).toEqual({
      ...each(ALL, "no_variance"),
      standardisedAlpha: "item_without_variance",
      averageCorrelation: "item_without_variance",
    });
  });

  test("where totals are all equal, though no item's points are", () => {
    const all: Chosen[][] = [
      [1, 1, 0],
      [1, 0, 1],
      [0, 1, 1],
    ];
    const reasons = reasonsOf(all, three);
    for (const part of [reasons.listwise, reasons.pairwise, reasons.asZero]) {
      expect(part["alpha"]).toBe("no_variance");
    }
  });

  test("where nothing is missing, however few or many there are, pairwise is listwise", () => {
    const Row = fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 0, max: 1 })));
    fc.assert(
      fc.property(fc.array(Row, { maxLength: 12 }), (all) => {
        const { listwise, pairwise } = reliabilityOf(three, all);
        expect([pairwise.alpha, pairwise.standardisedAlpha]).toEqual([
          listwise.alpha,
          listwise.standardisedAlpha,
        ]);
        expect(pairwise.items.map(({ alphaIfDeleted }) => alphaIfDeleted)).toEqual(
          listwise.items.map(({ alphaIfDeleted }) => alphaIfDeleted),
        );
      }),
    );
  });

  test("where nobody answered anything", () => {
    const { listwise, pairwise, asZero } = reasonsOf([1, 2, 3].map(() => [null, null]));
    expect(listwise).toEqual(each(ALL, "fewer_than_two_responses"));
    expect(pairwise).toEqual(each(CONSISTENCY, "fewer_than_two_responses"));
    expect(asZero["alpha"]).toBe("no_variance");
  });

  test("an item without variance stays among those of alpha; without it all is defined", () => {
    const all: Chosen[][] = [
      [1, 1, 1],
      [0, 0, 1],
      [1, 0, 1],
      [0, 0, 1],
    ];
    const { listwise } = reliabilityOf(three, all);
    // Σ v = 1/3 + 1/4, V = 1/3 + 1/4 + 2/6 = 11/12.
    expect(listwise.alpha).toBeCloseTo(1.5 * (1 - 7 / 11), 14);
    expect(listwise.reasons).toEqual({
      standardisedAlpha: "item_without_variance",
      averageCorrelation: "item_without_variance",
      lambda6: "item_without_variance",
    });
    const [first, , flat] = listwise.items;
    expect(flat?.alphaIfDeleted).toBeCloseTo(2 * (1 - 7 / 11), 14);
    const r = 1 / 6 / Math.sqrt(1 / 12);
    expect(flat?.standardisedAlphaIfDeleted).toBeCloseTo((2 * r) / (1 + r), 14);
    expect(first?.reasons).toEqual({ standardisedAlphaIfDeleted: "item_without_variance" });
  });

  test("an item that is another's copy is singular to λ6 alone", () => {
    const copies = [
      [0, 0, 1],
      [1, 1, 0],
      [1, 1, 1],
      [0, 0, 0],
      [1, 1, 1],
    ];
    expect(reasonsOf(copies, three).listwise).toEqual({ lambda6: "singular" });
  });

  test("two items that cancel", () => {
    const opposed = [
      [0, 1],
      [1, 0],
      [1, 0],
    ];
    expect(reasonsOf(opposed).listwise).toEqual({
      ...each(
        ["alpha", "standardisedAlpha", "lambda2", "lambda6", "spearmanBrown", "flanaganRulon"],
        "no_variance",
      ),
    });
    const { listwise } = reliabilityOf(two, opposed);
    expect([listwise.averageCorrelation, listwise.halfCorrelation]).toEqual([-1, -1]);
  });

  test("where some were not shown every item, as zero", () => {
    const some: Chosen[][] = [
      [1, 1],
      [0, 0],
      [1, 0],
      [0, undefined],
    ];
    const { listwise, asZero } = reliabilityOf(two, some);
    expect(asZero.reasons).toEqual(each(ALL, "several_presented_sets"));
    expect([asZero.n, asZero.alpha, asZero.items[0]?.alphaIfDeleted]).toEqual([4, null, null]);
    expect([listwise.n, listwise.reasons]).toEqual([3, {}]);
  });

  test("a pair that nobody answered both of; without one of the two, the others are defined", () => {
    const apart: Chosen[][] = [
      [1, null, 1],
      [0, null, 0],
      [1, null, 0],
      [null, 1, 1],
      [null, 0, 1],
      [null, 0, 0],
    ];
    const { pairwise, listwise } = reliabilityOf(three, apart);
    expect(pairwise.leastN).toBe(0);
    expect(pairwise.reasons).toEqual(each(CONSISTENCY, "fewer_than_two_responses"));
    expect(pairwise.items.map(({ alphaIfDeleted }) => alphaIfDeleted !== null)).toEqual([
      true,
      true,
      false,
    ]);
    expect(listwise.n).toBe(0);
  });
});
