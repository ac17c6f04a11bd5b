/** What is read of a scale in several ways: off counts, from covariances, and for cuts. */

import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import {
  reliabilityByCovariance,
  type TestReliability,
} from "#engine/statistics/covariances/reliability-by-covariance.ts";
import { cutPass } from "#engine/statistics/cuts/cut-pass.ts";
import { type TestTotals, totalsOfTally } from "#engine/statistics/cuts/test-totals.ts";
import { analyseTest } from "#engine/statistics/items/analyse-test.ts";
import { scaleCounts } from "#engine/statistics/items/scale-counts.ts";
import type { TestCounts } from "#engine/statistics/items/test-counts.ts";

import { encodeBatch, type Form, givenForm, scored, tallied } from "../scoring/encoded-batch.ts";
import { countedBatches, type OpenTest } from "./covariances/paired-form.ts";

const choice = { type: "single_choice", options: ["A", "B", "C"] };
/** The fourth is of more than one byte; the last is in no scale. */
const items = [
  { id: "a", ...choice, optionPoints: { A: 2, B: 0.5 }, blank: 0.25 },
  { id: "b", ...choice, optionPoints: { A: 1, C: -1 } },
  { id: "c", ...choice, optionPoints: { B: 3, C: 1 }, blank: -1 },
  { id: "wide", type: "text", key: ["A"], points: 2 },
  { id: "outside", ...choice, optionPoints: { A: 1 } },
];

const weighted = ["wide", "c", { id: "a", weight: "3/2" }, { id: "b", reverse: true }];
const plain = ["wide", "c", "a", "b"];
interface Wanted {
  readonly id: string;
  readonly missing: string;
  readonly minAnswered?: number | string;
  readonly aggregate?: string;
}

const sum = (more: Wanted, members: readonly unknown[] = plain) => {
  return { aggregate: "sum", items: members, ...more };
};
const scales = [
  sum({ id: "zero", missing: "zero" }),
  sum({ id: "strict", missing: "null_if_any" }),
  sum({ id: "half", missing: "zero", minAnswered: "1/2" }),
  sum({ id: "three", missing: "zero", minAnswered: 3, aggregate: "weighted_mean" }, weighted),
  sum({ id: "pair", missing: "zero" }, ["b", "a"]),
  sum({ id: "one", missing: "zero" }, ["c"]),
  sum({ id: "shared", missing: "mean_of_answered", aggregate: "mean", minAnswered: 2 }),
];

/** An option, nothing, or why there is nothing. */
type Given = "A" | "B" | "C" | null | "absent" | "not_presented" | "not_applicable";
type Row = readonly Given[];

const answer = fc.constantFrom<Given>("A", "A", "B", "C", "C", "B", null);
const given = fc.oneof(
  { weight: 9, arbitrary: answer },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Given>("absent", "absent", "not_presented", "not_applicable"),
  },
);
const row: fc.Arbitrary<Row> = fc.oneof(
  fc.tuple(given, given, given, given, given),
  fc.tuple(answer, answer, answer, answer, given),
);
/** Often everybody was shown every member. */
const rows: fc.Arbitrary<readonly Row[]> = fc.oneof(
  fc.array(row, { maxLength: 10 }),
  fc.array(fc.tuple(answer, answer, answer, answer, given), { maxLength: 20 }),
);

function responseOf(all: Row, index: number): unknown {
  const cells = items.map(({ id }, at) => [id, all[at] as Given] as const);
  return {
    candidate: `c-${index}`,
    answers: Object.fromEntries(cells.filter(([, one]) => one === null || one.length === 1)),
    states: Object.fromEntries(cells.filter(([, one]) => one?.startsWith("not_"))),
  };
}

interface Read {
  readonly scale: (typeof scales)[number];
  readonly counts: TestCounts;
  readonly byCovariance: TestReliability;
  /** For cuts: off counts, then of a pass over responses. */
  readonly totals: readonly [TestTotals, TestTotals];
}

function readAll(form: Form, all: readonly Row[]): Read[] {
  const { plan } = form;
  const responses = all.map(responseOf);
  const tally = tallied(form, responses, [5]);
  const batch = scored(form, encodeBatch(form, responses));
  const open = countedBatches(form, [batch]);
  const tests = new Set(plan.scales.keys());
  const pass = cutPass(plan, { sets: [], tests, rudner: [], thetas: [] });
  pass.count(batch);
  return scales.map((scale, index) => ({
    scale,
    counts: scaleCounts(plan, tally, index) as TestCounts,
    byCovariance: reliabilityByCovariance(open[index + 1] as OpenTest) as TestReliability,
    totals: [totalsOfTally(plan, tally, index) as TestTotals, pass.totalsOf(index)],
  }));
}

const idOf = (member: unknown) =>
  typeof member === "string" ? member : (member as { id: string }).id;

describe.each(["omitted", "not_presented"] as const)("where absent means %s", (absentMeans) => {
  const form = givenForm({ items, scales, absentMeans });

  test("alpha of a scale is the same to the last bit, wherever it is read", () => {
    let defined = 0;
    fc.assert(
      fc.property(rows, (all) => {
        for (const { scale, counts, byCovariance, totals } of readAll(form, all)) {
          const read = analyseTest(counts, { strata: 2, absentMeans }).test.reliability;
          for (const part of ["asZero", "listwise"] as const) {
            const { n, alpha } = byCovariance[part];
            expect([scale.id, part, n, alpha]).toEqual([
              scale.id,
              part,
              read[part].n,
              read[part].alpha,
            ]);
          }
          if (read.asZero.alpha !== null) defined++;
          if (scale.id === "shared") continue;
          for (const { alpha } of totals) {
            expect([scale.id, alpha.ok ? alpha.value : null]).toEqual([
              scale.id,
              read.asZero.alpha,
            ]);
          }
        }
      }),
    );
    expect(defined).toBeGreaterThan(100);
  });

  test("who was not shown an item matters where it is a member and the scale has a value", () => {
    const isGap = (one: Given | undefined) =>
      one === "not_presented" ||
      one === "not_applicable" ||
      (one === "absent" && absentMeans === "not_presented");
    const isAnswer = (one: Given | undefined) => one !== null && one?.length === 1;
    fc.assert(
      fc.property(rows, (all) => {
        for (const { scale, counts, byCovariance, totals } of readAll(form, all)) {
          const index = form.plan.scales.findIndex(({ id }) => id === scale.id);
          const least = form.plan.scales[index]?.leastAnswered ?? 0;
          const own = all
            .map((one) =>
              scale.items.map((id) => one[items.findIndex((item) => item.id === idOf(id))]),
            )
            .filter((one) => one.filter(isAnswer).length >= least);
          const gaps = own.filter((one) => one.some(isGap)).length;
          const byItem = scale.items.map((_, at) => own.filter((one) => isGap(one[at])).length);
          expect(counts.all.total.n).toBe(own.length);
          expect(counts.gaps).toBe(Math.max(...byItem));
          expect(counts.gaps > 0).toBe(gaps > 0);
          expect(totals.map(({ hasGaps }) => hasGaps)).toEqual([gaps > 0, gaps > 0]);
          const isRefused = byCovariance.asZero.reasons["alpha"] === "several_presented_sets";
          expect(isRefused).toBe(gaps > 0);
        }
      }),
    );
  });
});
