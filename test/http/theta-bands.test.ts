/** Bands, gates and scores of abilities: stored, listed, exported, summed up and explained. */

import { expect, test } from "bun:test";

import { parse } from "csv-parse/sync";
import type * as v from "valibot";

import { ResultListView, ResultView } from "#http/views/result-view.ts";
import { ScoredView } from "#http/views/run-view.ts";
import { StatelessView } from "#http/views/stateless-view.ts";

import { readReference, responseOf } from "../engine/irt/given-abilities.ts";
import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { beforeAllScored, LSAT, lsatForm } from "./lsat-form.ts";

const reference = readReference("irt-2pl-lsat7");
const cuts = [
  { min: 0.25, label: "A" },
  { min: -0.5, label: "B" },
];
const NORMS = [
  {
    type: "linear",
    groups: [
      { where: { form: "B" }, a: 510, b: 100 },
      { where: { form: "A" }, a: 500, b: 100 },
    ],
  },
];
const definition = {
  ...lsatForm(reference.items, {
    total: { transform: NORMS },
    all: {
      transform: [
        { type: "t", mean: 0, sd: 1 },
        { type: "linear", a: 0, b: 1, lower: 20, upper: 80 },
      ],
    },
  }),
  bands: [
    { scale: "total", on: "theta", cuts },
    { scale: "all", on: "theta", cuts },
  ],
  gates: [
    {
      id: "level",
      all: [
        { scale: "all", on: "theta", min: -0.5 },
        { scale: "total", min: 2, max: 4 },
      ],
    },
  ],
};
const FORMS = ["A", "B", "C"];
const responses = reference.patterns.split(" ").map((pattern, index) => ({
  ...responseOf(pattern, index),
  attributes: { form: FORMS[index % 3] },
}));
let elsewhere: string | undefined;

describeOnEachTarget("bands and scores of abilities", (api) => {
  beforeAllScored(api, definition, responses);

  const list = async () => {
    const answer = await api.send(`${LSAT}/results?limit=100`);
    return (await answerOf(answer, ResultListView)).results;
  };

  test("are those of the abilities of other software", async () => {
    const results = await list();
    expect(results).toHaveLength(responses.length);
    const [total, all] = [reference.eap121.theta, reference.ml.theta].map((thetas) =>
      thetas.map(numberOf),
    );
    expect(results.map(({ bands }) => bands)).toEqual(
      results.map((_, index) => ({ total: bandOf(total?.[index]), all: bandOf(all?.[index]) })),
    );
    for (const [index, { gates, points }] of results.entries()) {
      const isPassed = (all?.[index] ?? 0) >= -0.5 && (points ?? 0) >= 2 && (points ?? 0) <= 4;
      expect(gates).toEqual({ level: all?.[index] === undefined ? null : isPassed });
    }
    const seen = results.map(({ bands }) => bands["all"]);
    expect(new Set(seen)).toEqual(new Set(["A", "B", null]));
  });

  test("scores go by attributes, take the standard error along, and stop at their ends", async () => {
    for (const [index, { theta }] of (await list()).entries()) {
      expect(theta?.["total"]).toMatchObject(normedScore(FORMS[index % 3] ?? "", theta?.["total"]));
      expect(theta?.["all"]).toMatchObject(clampedScore(numberOf(reference.ml.theta[index])));
    }
  });

  test("are the same in lists, exports and stateless scoring, and on every target", async () => {
    const results = await list();
    const text = JSON.stringify(results.map(({ theta, bands, gates }) => [theta, bands, gates]));
    elsewhere ??= text;
    expect(text).toBe(elsewhere);

    const asked = async (accept: string) =>
      await (await api.send(`${LSAT}/results`, { headers: { accept } })).text();
    const lines = (await asked("application/x-ndjson")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(results);
    const rows: Record<string, string>[] = parse(await asked("text/csv"), { columns: true });
    expect(rows).toMatchObject(results.map(csvRowOf));
    const stateless = await answerOf(
      await api.sendJson("POST", "/v1/score", { assessment: definition, responses }),
      StatelessView,
    );
    const told = stateless.results.map(({ theta, bands, gates }) => [theta, bands, gates]);
    expect(JSON.stringify(told)).toBe(text);
    const stored = await answerOf(await api.sendJson("POST", `${LSAT}/score`, {}), ScoredView);
    expect(stored.summary).toEqual(stateless.summary);
  });

  test("are counted in the summary", async () => {
    const { summary } = await answerOf(await api.sendJson("POST", `${LSAT}/score`, {}), ScoredView);
    const results = await list();
    for (const [index, scale] of ["total", "all"].entries()) {
      const count = (label: string | null) =>
        results.filter(({ bands }) => bands[scale] === label).length;
      const shareOf = (label: string) => ({
        label,
        n: count(label),
        share: count(label) / results.length,
      });
      expect(summary?.bands[index]).toEqual({
        scale,
        bands: [shareOf("B"), shareOf("A")],
        none: count(null),
      });
    }
  });

  test("are explained by what was compared and what transforms did", async () => {
    for (const [index, shown] of (await list()).entries()) {
      const answer = await api.send(`${LSAT}/results/${index}?explain=true`);
      const result = await answerOf(answer, ResultView);
      expect(result).toMatchObject(shown);
      const { explanation } = result;
      if (explanation === undefined) throw new Error("not explained");
      expectScores(explanation, result.theta ?? {});
      expectVerdicts(explanation, result);
    }
  });

  test("422 for an ability that is not estimated", async () => {
    const { irt: _, ...without } = definition;
    const sent = await api.sendJson("PUT", "/v1/assessments/none", without);
    const problem = await expectProblem(sent, 422, "definition_invalid");
    expect(JSON.stringify(problem)).toContain("scale_without_irt");
  });
});

type Result = v.InferOutput<typeof ResultView>;
type Theta = NonNullable<Result["theta"]>[string];
type Explanation = NonNullable<Result["explanation"]>;
type Band = Explanation["bands"][number];

function csvRowOf({ theta = {}, bands, gates }: Result): object {
  const cells = {
    "value.total": theta["total"]?.value,
    "valueSe.total": theta["total"]?.valueSe,
    "value.all": theta["all"]?.value,
    "band.total": bands["total"],
    "band.all": bands["all"],
    "gate.level": gates?.["level"],
  };
  return Object.fromEntries(
    Object.entries(cells).map(([name, cell]) => [name, String(cell ?? "")]),
  );
}

function expectScores({ thetas = [] }: Explanation, told: Record<string, Theta>): void {
  for (const { scale, value, valueSe } of thetas) {
    expect([value, valueSe]).toEqual([told[scale]?.value, told[scale]?.valueSe]);
  }
  const [total, all] = thetas;
  expect(total?.transform).toEqual(NORMS as never);
  expect(total).toMatchObject(normedScore(String(Object(total?.attributes)["form"]), total));
  expect(all).not.toHaveProperty("attributes");
}

function expectVerdicts({ bands, gates }: Explanation, told: Result): void {
  for (const band of bands) {
    expectBand(band);
    expectAbility(band, told.theta?.[band.scale]?.theta ?? null);
    expect(told.bands[band.scale]).toBe(band.met?.label ?? null);
  }
  const condition = { on: "theta", min: -0.5, value: bands[1]?.value ?? null };
  expect(gates[0]?.conditions[0]).toMatchObject(condition);
}

function expectBand({ on, value, met, next }: Band): void {
  expect(on).toBe("theta");
  const reached = value === null ? [] : cuts.filter(({ min }) => Number(value) >= min);
  expect(met).toEqual(reached[0] ?? null);
  expect(next === null || Number(value) < Number(next.min)).toBe(true);
}

function expectAbility({ value }: Band, theta: number | null): void {
  if (theta === null) expect([null, "Infinity", "-Infinity"]).toContain(value);
  else expect(value).toBe(String(theta));
}

/** Infinite ones are texts. */
function numberOf(theta: number | string | null | undefined): number | undefined {
  const number = Number(theta ?? "none");
  return Number.isNaN(number) ? undefined : number;
}

function bandOf(theta: number | undefined): string | null {
  if (theta === undefined || theta < -0.5) return null;
  return theta < 0.25 ? "B" : "A";
}

/** What the norms of each form make of an ability; form C has none. */
function normedScore(form: string, own: Pick<Theta, "theta" | "se"> | undefined): object {
  if (own?.theta === null || own?.se === null || own === undefined) return { value: null };
  if (form === "C") return { value: null, valueReason: "no_norm_group" };
  const value = (form === "B" ? 510 : 500) + 100 * own.theta;
  return { value: expect.closeTo(value, 9), valueSe: expect.closeTo(100 * own.se, 9) };
}

function clampedScore(theta: number | undefined): object {
  if (theta === undefined) return { value: null };
  return { value: expect.closeTo(Math.min(80, Math.max(20, 50 + 10 * theta)), 4) };
}
