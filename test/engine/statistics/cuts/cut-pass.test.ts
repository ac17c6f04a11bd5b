/** What a pass counts for cuts, against every result looked at by itself. */

import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { exact } from "#engine/definition/quantity.ts";
import { cutPass } from "#engine/statistics/cuts/cut-pass.ts";
import { type CutSetPlan, planCuts } from "#engine/statistics/cuts/plan-cuts.ts";
import { type CutFacts, reportCuts } from "#engine/statistics/cuts/report-cuts.ts";
import type { CutSetReport } from "#engine/statistics/cuts/cut-report.ts";
import { standingOfTotals } from "#engine/statistics/cuts/standing.ts";
import { totalsOfTally } from "#engine/statistics/cuts/test-totals.ts";
import type { TotalCounts } from "#engine/statistics/items/test-counts.ts";
import { settledResponses } from "#engine/statistics/settled-responses.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import { seededRandom } from "../../../support/mixed-form.ts";
import { must } from "../../../support/must.ts";
import { scaleForm, scaleResponses } from "../../../support/scale-form.ts";
import { encodeBatch, type Form, givenForm, scored, tallied } from "../../scoring/encoded-batch.ts";

/** The reports, as responses in batches of a size give them. */
function reportsOf(
  form: Form,
  responses: readonly unknown[],
  { size = 50, within = 1 }: { readonly size?: number; readonly within?: number } = {},
): CutSetReport[] {
  const { plan } = form;
  const sets = planCuts(plan, exact(within));
  const whole = sets.filter(({ needsReading }) => !needsReading);
  const tests = new Set(whole.map((set) => set.test.scaleIndex));
  const pass = cutPass(plan, { sets, tests, rudner: [], thetas: [] });
  const own = { ...form, plan: pass.plan };
  for (let from = 0; from < responses.length; from += size) {
    const batch = encodeBatch(own, responses.slice(from, from + size), from + 1);
    pass.count(settledResponses(pass.plan, scored(own, batch)).countable);
  }
  return sets.map((set) => {
    const totals = set.needsReading ? null : pass.totalsOf(set.test.scaleIndex);
    const standing = totals === null ? pass.standingOf(set) : standingOfTotals(set, totals);
    return reportCuts(set, factsOf({ standing, totals }));
  });
}

function factsOf(facts: Pick<CutFacts, "standing" | "totals">): CutFacts {
  return { ...facts, reliability: null, rudner: null };
}

type Results = ReturnType<typeof must<ReturnType<typeof statelessOf>>>["results"];

function statelessOf(assessment: unknown, responses: readonly unknown[]) {
  return must(scoreStateless({ assessment, responses }));
}

/** What a set looks at in one result, and how far 1 point reaches there; null where there is nothing. */
function lookedAt(
  { set }: CutSetPlan,
  result: Results[number],
): { readonly value: number; readonly point: number } | null {
  const { points, maxPoints } = result;
  const own = result.scales[set.scale] ?? { raw: points, value: points, max: maxPoints };
  if (set.on === "percent") {
    const point = 100 / own.max;
    return own.raw === null || own.max <= 0 ? null : { value: own.raw * point, point };
  }
  const value = set.on === "value" ? own.value : own.raw;
  return value === null ? null : { value, point: 1 };
}

/** Distinct totals of several maxima together. */
function added(parts: readonly TotalCounts[]): TotalCounts {
  const counts = new Map<number, number>();
  for (const { totals, counts: own } of parts) {
    for (const [place, total] of totals.entries()) {
      counts.set(total, (counts.get(total) ?? 0) + (own[place] ?? 0));
    }
  }
  const totals = Float64Array.from(counts.keys()).toSorted();
  return { totals, counts: totals.map((total) => counts.get(total) ?? 0) };
}

/** Rounded thirds are a millionth off. */
const CLOSE = 5e-6;

const responses = scaleResponses(400);

/** Cuts on what they are not on there: raw, prorated and own percents. */
const otherForm = {
  ...scaleForm,
  bands: [
    ["total", "points", 4],
    ["prorated", "percent", 50],
    ["normed", "points", 1.5],
    ["pomp", "points", 50],
    ["best", "points", 2],
    ["high", "percent", 50],
    ["table", "points", 3],
    ["choices", "percent", 40],
  ].map(([scale, on, min]) => ({
    scale,
    on,
    cuts: [
      { min, label: "some" },
      { min: Number(min) + 0.5, label: "more" },
    ],
  })),
};

test("cuts of rounded values are reached by those whom the bands have there", () => {
  const bands = otherForm.bands.map(({ cuts: [some, more], ...set }) => ({
    ...set,
    roundedTo: 0,
    cuts: [some, { ...more, min: Number(some?.min) + 1 }],
  }));
  const rounded = { ...otherForm, bands };
  const { results } = statelessOf(rounded, responses);
  const reports = reportsOf(givenForm(rounded), responses);
  for (const { scale, cuts } of reports) {
    for (const { label, atOrAbove } of cuts) {
      const labels = label === "some" ? ["some", "more"] : ["more"];
      const reached = results.filter((result) => labels.includes(result.bands[scale] ?? ""));
      expect(`${scale} ${label} ${atOrAbove.n}`).toBe(`${scale} ${label} ${reached.length}`);
    }
  }
  const lowest = (all: readonly CutSetReport[]) => all.map(({ cuts }) => cuts[0]?.atOrAbove.n ?? 0);
  expect(lowest(reports)).not.toEqual(lowest(reportsOf(givenForm(otherForm), responses)));
});

describe.each([
  ["as they are", scaleForm],
  ["on other numbers", otherForm],
])("cuts of scales of every kind, %s", (_, input) => {
  const form = givenForm(input);
  const { results, summary } = statelessOf(input, responses);

  test.each([0, 0.5, 1, 3])("everybody within %d is near, whatever cuts are on", (within) => {
    const sets = planCuts(form.plan, exact(within));
    const reports = reportsOf(form, responses, { within });
    expect(sets.map(({ needsReading }) => needsReading)).toContain(true);
    for (const [index, set] of sets.entries()) {
      const all = results.flatMap((result) => lookedAt(set, result) ?? []);
      const report = reports[index];
      expect(report?.n).toBe(all.length);
      for (const cut of report?.cuts ?? []) {
        const near = all.filter(
          ({ value, point }) => Math.abs(value - cut.min) <= (within + CLOSE) * point,
        );
        expect(`${set.set.scale} ${cut.min} ${cut.near}`).toBe(
          `${set.set.scale} ${cut.min} ${near.length}`,
        );
      }
    }
  });

  test("who is at or above a cut is who is in its band or a higher one", () => {
    const reports = reportsOf(form, responses);
    for (const [index, { bands }] of summary.bands.entries()) {
      const { cuts = [], n = 0 } = reports[index] ?? {};
      for (const [place, { atOrAbove, below }] of cuts.entries()) {
        const expected = bands.slice(place).reduce((sum, band) => sum + band.n, 0);
        expect(atOrAbove).toEqual({ n: expected, share: expected / n });
        expect(below).toEqual({ n: n - expected, share: (n - expected) / n });
      }
    }
  });

  test("is the same however responses are cut into batches", () => {
    const whole = reportsOf(form, responses, { size: 400 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (size) => {
        expect(reportsOf(form, responses, { size })).toEqual(whole);
      }),
      { numRuns: 8 },
    );
  });
});

describe("a form with scales of every kind", () => {
  const form = givenForm(scaleForm);

  test("what has no meaning is null with a reason", () => {
    const reports = new Map(reportsOf(form, responses).map((report) => [report.scale, report]));
    expect(reports.get("total")?.cuts[1]).toMatchObject({
      sem: null,
      livingstonLewis: null,
      reasons: {
        sem: "items_not_right_or_wrong",
        theta: "no_irt",
        thetaSe: "no_irt",
        lee: "no_irt",
        rudner: "no_irt",
        livingstonLewis: "several_presented_sets",
      },
    });
    expect(reports.get("total")?.reasons["reliability"]).toBe("several_presented_sets");
    expect(reports.get("normed")?.cuts[0]).toMatchObject({
      points: null,
      percent: null,
      reasons: { points: "transformed", percent: "transformed", livingstonLewis: "transformed" },
    });
    expect(reports.get("prorated")?.reasons["reliability"]).toBe("not_a_sum");
    expect(reports.get("best")?.cuts[0]?.reasons["livingstonLewis"]).toBe("not_a_sum");
  });

  test("nobody is nowhere", () => {
    for (const { n, cuts } of reportsOf(form, [])) {
      expect(n).toBe(0);
      for (const { below, atOrAbove, near, reasons } of cuts) {
        expect([below, atOrAbove, near]).toEqual([{ n: 0, share: null }, { n: 0, share: null }, 0]);
        expect(reasons["share"]).toBe("no_candidates");
      }
    }
  });
});

test("a tally says of every sum what a pass says", () => {
  // Without thirds, whose totals are too many to keep.
  const items = scaleForm.items.filter(
    ({ id }) => !["guessed", "net", "each", "number"].includes(id),
  );
  const ids = items.map(({ id }) => id);
  const moods = ["mood", { id: "sleep", reverse: true, weight: 2 }];
  const form = givenForm({
    items,
    scales: [
      { id: "all", items: ids, aggregate: "sum", missing: "zero" },
      { id: "mean", items: moods, aggregate: "weighted_mean", missing: "zero", minAnswered: 1 },
      { id: "pomp", items: moods, aggregate: "pomp", missing: "null_if_any" },
      { id: "best", items: ids, aggregate: "best_k_of_n", k: 2, missing: "zero" },
    ],
  });
  const known = new Set(ids);
  const only = (own: object) =>
    Object.fromEntries(Object.entries(own).filter(([id]) => known.has(id)));
  const some = scaleResponses(300).map((response) => ({
    candidate: response["candidate"],
    answers: only(response["answers"] as object),
    states: only(response["states"] as object),
  }));
  const tests = new Set([...form.plan.scales.keys(), -1]);
  const pass = cutPass(form.plan, { sets: [], tests, rudner: [], thetas: [] });
  for (const part of [some.slice(0, 130), some.slice(130)]) {
    pass.count(settledResponses(form.plan, scored(form, encodeBatch(form, part))).countable);
  }
  const tally = tallied(form, some, [90]);
  for (const index of [-1, 0, 1, 2]) {
    const [own, counted] = [totalsOfTally(form.plan, tally, index), pass.totalsOf(index)];
    const [all] = own?.byMaximum.values() ?? [];
    expect(all).toEqual(added([...counted.byMaximum.values()]));
    expect(own).toMatchObject({ hasGaps: counted.hasGaps, alpha: counted.alpha });
    // Nobody who was not shown an item has a value of a scale that needs all of them.
    expect([index, counted.hasGaps]).toEqual([index, index !== 2]);
  }
  expect(totalsOfTally(form.plan, tally, 3)).toBeNull();
  expect(pass.totalsOf(2).alpha.ok).toBe(true);
});

test("rounded thirds stand where their fractions do", () => {
  const thirds = {
    items: Array.from({ length: 18 }, (_, index) => ({
      id: `q${index}`,
      type: "single_choice",
      options: ["A", "B"],
      key: "A",
      points: "1/3",
    })),
    bands: [{ scale: "total", cuts: [{ min: 5, label: "pass" }] }],
  };
  const right = (count: number) => ({
    candidate: `c-${count}`,
    answers: Object.fromEntries(
      thirds.items.map(({ id }, index) => [id, index < count ? "A" : "B"]),
    ),
  });
  const all = Array.from({ length: 19 }, (_, count) => right(count));
  const [report] = reportsOf(givenForm(thirds), all);
  // 15 thirds reach 5; 12 to 18 of them are within a point of it.
  expect(report?.cuts[0]).toMatchObject({ atOrAbove: { n: 4 }, near: 7 });
  // And the effective test passes them there too: Lord's error is that of 15 items of 18.
  expect(report?.cuts[0]?.sem).toBeCloseTo(Math.sqrt((15 * 3) / 17) / 3, 5);
});

describe("the totals of a tally", () => {
  const items = Array.from({ length: 6 }, (_, index) => ({
    id: `q${index}`,
    type: "single_choice",
    options: ["A", "B"],
    key: "A",
    points: (index % 3) + 1,
  }));
  const input = {
    items,
    scales: [
      { id: "same", items: items.map(({ id }) => id), aggregate: "sum" },
      {
        id: "turned",
        items: ["q0", { id: "q1", weight: 2 }, { id: "q2", weight: "1/2", reverse: true }],
        aggregate: "weighted_mean",
        missing: "zero",
      },
    ],
    bands: ["total", "same", "turned"].map((scale) => ({
      scale,
      on: "percent",
      cuts: [
        { min: 40, label: "some" },
        { min: 75, label: "most" },
      ],
    })),
  };
  const random = seededRandom(9);
  const rows = Array.from({ length: 200 }, (_, index) => ({
    candidate: `c-${index}`,
    answers: Object.fromEntries(
      items.map(({ id }) => [id, [null, "A", "A", "B"][random(4) % (1 + (index % 4))] ?? null]),
    ),
  }));
  const form = givenForm(input);
  const [total, same, turned] = reportsOf(form, rows);

  test("are those of a pass over its responses, and of a scale of all items", () => {
    const tally = tallied(form, rows, [70]);
    const reports = planCuts(form.plan, exact(1)).map((set) => {
      const totals = totalsOfTally(form.plan, tally, set.test.scaleIndex);
      if (totals === null) throw new Error("the tally does not say");
      return reportCuts(set, factsOf({ standing: standingOfTotals(set, totals), totals }));
    });
    expect(reports).toEqual([total, same, turned] as CutSetReport[]);
    expect(reports[0]?.cuts[0]?.livingstonLewis).not.toBeNull();
    expect({ ...same, scale: "total" }).toEqual(total as CutSetReport);
    expect(total?.reliability).toBe(statelessOf(input, rows).summary.alpha);
  });

  test("give a scale the alpha of what its members add", () => {
    const worth = ({ answers }: (typeof rows)[number]) => {
      const right = (id: string, points: number) => (answers[id] === "A" ? points : 0);
      const isWrong = answers["q2"] === "B";
      return [right("q0", 1), 2 * right("q1", 2), isWrong ? 0.5 * 3 : 0];
    };
    // A scale without any answer has no value.
    const worths = rows
      .filter(({ answers }) => ["q0", "q1", "q2"].some((id) => answers[id] !== null))
      .map(worth);
    const column = (item: number) => worths.map((row) => row[item] ?? 0);
    const sum = worths.map((row) => row.reduce((a, b) => a + b, 0));
    const alpha =
      1.5 * (1 - [0, 1, 2].reduce((v, item) => v + variance(column(item)), 0) / variance(sum));
    expect(turned?.n).toBe(worths.length);
    expect(turned?.reliability).toBeCloseTo(alpha, 12);
  });
});

test("Livingston and Lewis's method begins at the least that a scale can be", () => {
  const ratings = [0, 1].map((min) =>
    ["a", "b", "c"].map((id) => ({ id: `${id}${min}`, type: "rating", min, max: min + 4 })),
  );
  const form = givenForm({
    items: ratings.flat(),
    scales: ratings.map((own, min) => ({
      id: `from${min}`,
      items: own.map(({ id }) => id),
      aggregate: "sum",
      missing: "null_if_any",
    })),
    bands: [0, 1].map((min) => ({
      scale: `from${min}`,
      cuts: [{ min: 6 + 3 * min, label: "much" }],
    })),
  });
  const random = seededRandom(3);
  const all = Array.from({ length: 100 }, (_, index) => {
    const level = random(5);
    const own = ["a", "b", "c"].map((id) => [id, Math.min(4, Math.max(0, level + random(3) - 1))]);
    const answers = own.flatMap(([id, x]) => [
      [`${id}0`, x],
      [`${id}1`, Number(x) + 1],
    ]);
    return { candidate: `c-${index}`, answers: Object.fromEntries(answers) as object };
  });
  const [zero, one] = reportsOf(form, all).map(({ cuts }) => cuts[0]?.livingstonLewis);
  expect(zero?.accuracy).toBeGreaterThan(0.5);
  expect(one).toEqual(zero ?? null);
});

function variance(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
