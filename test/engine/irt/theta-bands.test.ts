/** Bands, gates and scores of abilities on their way to results and summaries. */

import { expect, test } from "bun:test";

import fc from "fast-check";

import { readResult } from "#engine/scoring/read-result.ts";
import { encodeTally } from "#engine/statistics/tally-codec.ts";
import type { ResultView } from "#usecase/result-view.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import { must } from "../../support/must.ts";
import { encodeBatch, givenForm, tallied } from "../scoring/encoded-batch.ts";
import { givenAbilities, readReference, responseOf } from "./given-abilities.ts";

const { items } = readReference("irt-2pl-lsat7");
/** Every pattern of five items that are right, wrong or omitted. */
const patterns = Array.from({ length: 3 ** 5 }, (_, at) =>
  Array.from({ length: 5 }, (_own, item) => "01."[Math.floor(at / 3 ** item) % 3]).join(""),
);
const responses = patterns.map(responseOf);
const cuts = [
  { min: -0.5, label: "B" },
  { min: 0.25, label: "A" },
];
const bands = [{ scale: "total", on: "theta", cuts }];
const gates = [
  {
    id: "pass",
    all: [
      { scale: "total", on: "theta", min: -0.25 },
      { scale: "total", on: "percent", min: 40, max: 80 },
    ],
  },
];
const transform = [{ type: "linear", a: 500, b: 100, lower: 200, upper: 800 }];

function definitionOf(irt: object) {
  return { ...givenAbilities(items, { transform, ...irt }).definition, bands, gates };
}

/** Abilities as they compare. */
function abilityOf({ theta }: ResultView): number | null {
  const own = theta?.["total"];
  if (own?.reason === "no_maximum_above") return Infinity;
  return own?.reason === "no_maximum_below" ? -Infinity : (own?.theta ?? null);
}

function bandOf(ability: number | null): string | null {
  if (ability === null || ability < -0.5) return null;
  return ability < 0.25 ? "B" : "A";
}

function gateOf(ability: number | null, percent: number | null): boolean | null {
  if (ability === null || percent === null) return null;
  return ability >= -0.25 && percent >= 40 && percent <= 80;
}

function valueOf(ability: number | null): number | null {
  return ability === null ? null : Math.min(800, Math.max(200, 500 + 100 * ability));
}

test.each(["eap", "map", "ml", "wle", "eapsum"])("%s: are those of each result", (method) => {
  const assessment = definitionOf({ method });
  const { results, summary } = must(scoreStateless({ assessment, responses }));
  const abilities = results.map(abilityOf);
  const expected = abilities.map(bandOf);
  expect(new Set(expected)).toEqual(new Set(["A", "B", null]));
  expect(results.map((result) => result.bands["total"] ?? null)).toEqual(expected);
  const passed = results.map(({ percent }, at) => gateOf(abilities[at] ?? null, percent));
  expect(results.map((result) => result.gates?.["pass"] ?? null)).toEqual(passed);
  for (const [at, { theta }] of results.entries()) {
    const value = valueOf(abilities[at] ?? null);
    expect(theta?.["total"]?.value ?? null).toEqual(
      value === null ? null : (expect.closeTo(value, 9) as never),
    );
  }

  const count = <T>(list: readonly T[], of: T) => list.filter((own) => own === of).length;
  const share = (label: string) => ({
    label,
    n: count(expected, label),
    share: count(expected, label) / expected.length,
  });
  const none = count(expected, null);
  expect(summary.bands).toEqual([{ scale: "total", bands: [share("B"), share("A")], none }]);
  expect(summary.gates).toEqual([
    {
      id: "pass",
      passed: count(passed, true),
      notPassed: count(passed, false),
      unknown: count(passed, null),
    },
  ]);
});

test("an infinite ability is in the highest band or in none, and at an end of the scores", () => {
  const assessment = definitionOf({ method: "ml" });
  const own = ["11111", "00000", "....."].map(responseOf);
  const { results } = must(scoreStateless({ assessment, responses: own }));
  const unknown = { theta: null, se: null, method: "ml" } as const;
  expect(results.map((result) => [result.bands["total"], result.theta?.["total"]])).toEqual([
    ["A", { ...unknown, value: 800, reason: "no_maximum_above" }],
    [null, { ...unknown, value: 200, reason: "no_maximum_below" }],
    [null, { ...unknown, value: null, reason: "nothing_answered" }],
  ]);
});

test("a tally is the same however the responses are cut", () => {
  const form = givenForm(definitionOf({ method: "ml" }));
  const whole = encodeTally(tallied(form, responses, [243]));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (sizes) => {
      expect(encodeTally(tallied(form, responses, sizes))).toEqual(whole);
    }),
    { numRuns: 15 },
  );
});

test("a greater ability is never in a lower band, nor has it a lower score", () => {
  const assessment = definitionOf({ method: "eap" });
  const { results } = must(scoreStateless({ assessment, responses }));
  const ranks = [null, "B", "A"];
  const ascending = results
    .filter(({ theta }) => theta?.["total"]?.theta !== null)
    .toSorted((a, b) => (a.theta?.["total"]?.theta ?? 0) - (b.theta?.["total"]?.theta ?? 0));
  for (const [at, result] of ascending.entries()) {
    const before = ascending[at - 1] ?? result;
    const rankOf = (own: ResultView) => ranks.indexOf(own.bands["total"] ?? null);
    expect(rankOf(result)).toBeGreaterThanOrEqual(rankOf(before));
    const [low, high] = [before, result].map(({ theta }) => theta?.["total"]?.value ?? 0);
    expect(high).toBeGreaterThanOrEqual(low ?? 0);
  }
});

test("what is stored of an ability is read back; without one, a result is in no band", () => {
  const form = givenForm(definitionOf({ method: "ml" }));
  const { rows } = encodeBatch(form, [responseOf("11100")]);
  const stored = { points: 3_000_000, maxPoints: null, scales: [] };
  const read = (own: object) => readResult(form.plan, rows, { ...stored, ...own });
  for (const own of [
    {},
    { thetas: null },
    { points: null, thetas: [null], thetaSes: [null], thetaReasons: [8] },
  ]) {
    const { bands: of, gates: passed, thetas } = read(own);
    expect(of).toMatchObject([{ cut: -1, label: null }]);
    expect(passed[0]?.isPassed).toBeNull();
    expect(thetas[0]?.transformed).toEqual({ value: null, se: null, reason: null });
  }
  for (const [reason, ability] of [
    [4, -Infinity],
    [5, Infinity],
  ]) {
    const end = { thetas: [null], thetaSes: [null], thetaReasons: [reason] };
    expect(read(end).thetas).toMatchObject([{ theta: null, ability }]);
  }
  const known = { thetas: [0.25], thetaSes: [0.5], thetaReasons: [0] };
  expect(read(known).bands).toMatchObject([{ label: "A" }]);
  expect(read(known).thetas[0]?.transformed).toEqual({ value: 525, se: 50, reason: null });
});

test("a summary leaves out what waits for people and what failed", () => {
  const rubric = {
    type: "rubric",
    criteria: [{ id: "c", levels: [0, 1].map((points) => ({ id: `l${points}`, points })) }],
  };
  const entry = (id: string) => ({ id, model: "1PL", b: 0 });
  const assessment = {
    items: [
      { id: "essay", ...rubric },
      { id: "q", type: "rating", min: 0, max: 1 },
    ],
    scales: [{ id: "s", items: ["q"], aggregate: "sum", missing: "zero" }],
    irt: [{ scale: "s", D: 1, omitted: "missing", items: [entry("q")] }],
    bands: [{ scale: "s", on: "theta", cuts: [{ min: 0, label: "up" }] }],
  };
  const answers = [
    { essay: "Words.", q: 1 },
    { essay: null, q: 1 },
    { essay: null, q: 0 },
  ];
  const own = answers.map((answer, at) => ({ candidate: `${at}`, answers: answer }));
  const { results, summary } = must(scoreStateless({ assessment, responses: own }));
  // The ability of s waits for nobody: its band is known before the essay is scored.
  expect(results.map((result) => [result.status, result.bands["s"]])).toEqual([
    ["provisional", "up"],
    ["final", "up"],
    ["final", null],
  ]);
  expect(summary.bands).toEqual([
    { scale: "s", bands: [{ label: "up", n: 1, share: 0.5 }], none: 1 },
  ]);
});
