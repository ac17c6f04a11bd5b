/** Abilities from the parameters of a definition to results, summary and exports. */

import { expect, test } from "bun:test";

import { parse } from "csv-parse/sync";

import { ResultListView, ResultView } from "#http/views/result-view.ts";
import { ScoredView } from "#http/views/run-view.ts";
import { StatelessView } from "#http/views/stateless-view.ts";

import { readReference, responseOf } from "../engine/irt/given-abilities.ts";
import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf } from "./answers.ts";
import { beforeAllScored, LSAT, lsatForm } from "./lsat-form.ts";

const reference = readReference("irt-2pl-lsat7");
const definition = lsatForm(reference.items, {
  total: { grid: { from: -6, to: 6, nodes: 61 }, refine: "never" },
  all: {},
});
const responses = reference.patterns.split(" ").map(responseOf);
let elsewhere: string | undefined;

describeOnEachTarget("abilities", (api) => {
  beforeAllScored(api, definition, responses);

  const list = async () => {
    const answer = await api.send(`${LSAT}/results?limit=100`);
    return (await answerOf(answer, ResultListView)).results;
  };

  test("are those of other software", async () => {
    const results = await list();
    expect(results.map(({ theta }) => theta?.["total"])).toEqual(
      reference.eap61.theta.map((theta, index) => ({
        theta: expect.closeTo(Number(theta), 10),
        se: expect.closeTo(reference.eap61.se?.[index] ?? 0, 10),
        method: "eap",
      })),
    );
    for (const [index, { theta }] of results.entries()) {
      expect(theta?.["all"]).toEqual(maximumLikelihoodOf(index) as never);
    }
  });

  test("are the same in lists, exports and stateless scoring, and on every target", async () => {
    const results = await list();
    const text = JSON.stringify(results.map(({ theta }) => theta));
    elsewhere ??= text;
    expect(text).toBe(elsewhere);

    const asked = async (accept: string) =>
      await (await api.send(`${LSAT}/results`, { headers: { accept } })).text();
    const lines = (await asked("application/x-ndjson")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(results);
    const rows: Record<string, string>[] = parse(await asked("text/csv"), { columns: true });
    expect(rows.map((row) => [row["theta.total"], row["se.total"], row["theta.all"]])).toEqual(
      results.map(({ theta }) => [
        String(theta?.["total"]?.theta),
        String(theta?.["total"]?.se),
        String(theta?.["all"]?.theta ?? ""),
      ]),
    );
    const stateless = await answerOf(
      await api.sendJson("POST", "/v1/score", { assessment: definition, responses }),
      StatelessView,
    );
    expect(stateless.results.map(({ theta }) => theta)).toEqual(results.map(({ theta }) => theta));
    const stored = await answerOf(await api.sendJson("POST", `${LSAT}/score`, {}), ScoredView);
    expect(stored.summary).toEqual(stateless.summary);
  });

  test("are summed up without those that are infinite", async () => {
    const { summary } = await answerOf(await api.sendJson("POST", `${LSAT}/score`, {}), ScoredView);
    const results = await list();
    for (const [index, scale] of ["total", "all"].entries()) {
      const thetas = results.flatMap(({ theta }) => theta?.[scale]?.theta ?? []);
      const mean = thetas.reduce((sum, theta) => sum + theta, 0) / thetas.length;
      const squares = thetas.reduce((sum, theta) => sum + (theta - mean) ** 2, 0);
      expect(summary?.thetas?.[index]).toEqual({
        scale,
        n: thetas.length,
        mean: expect.closeTo(mean, 8),
        sd: expect.closeTo(Math.sqrt(squares / (thetas.length - 1)), 8),
        min: expect.closeTo(Math.min(...thetas), 8),
        max: expect.closeTo(Math.max(...thetas), 8),
      });
    }
    expect(summary?.thetas?.[1]?.n).toBeLessThan(responses.length);
  });

  test("are explained by the categories that they were estimated from", async () => {
    const at = responses.findIndex((_, index) => reference.patterns.split(" ")[index] === "01..0");
    const answer = await api.send(`${LSAT}/results/${at}?explain=true`);
    const { explanation, theta } = await answerOf(answer, ResultView);
    const [first] = explanation?.thetas ?? [];
    expect(first).toEqual({
      scale: "total",
      method: "eap",
      items: definition.items.map(({ id: item }, index) => ({
        item,
        model: "2PL",
        state: index === 2 || index === 3 ? "omitted" : "answered",
        category: [0, 1, null, null, 0][index] ?? null,
      })),
      theta: theta?.["total"]?.theta ?? Number.NaN,
      se: theta?.["total"]?.se ?? Number.NaN,
      reason: null,
    });
  });
});

function maximumLikelihoodOf(index: number): object {
  const theta = Number(reference.ml.theta[index]);
  const method = "ml";
  const text = String(reference.ml.theta[index]);
  if (!Number.isFinite(theta)) {
    const reason = text.startsWith("-") ? "no_maximum_below" : "no_maximum_above";
    return { theta: null, se: null, method, reason };
  }
  const se = expect.closeTo(reference.ml.se_expected?.[index] ?? 0, 5);
  return { theta: expect.closeTo(theta, 6), se, method };
}
