/** Scales, norm groups and gates on the whole way: stored, scored in batches, read back. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { parse } from "csv-parse/sync";

import { ResultListView, ResultView } from "#http/views/result-view.ts";
import { ScoredView } from "#http/views/run-view.ts";
import { StatelessView } from "#http/views/stateless-view.ts";
import { readBatch, readBatchByRow } from "#store/responses.ts";
import { findAssessment } from "#store/assessments.ts";

import { scaleForm, scaleResponses } from "../support/scale-form.ts";
import { answerOf } from "./answers.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

const COUNT = 250;
const responses = scaleResponses(COUNT);

let api: Api;
let stateless: Awaited<ReturnType<typeof scoredAtOnce>>;
beforeAll(async () => {
  api = await openApi();
  await api.sendJson("PUT", "/v1/assessments/norms", scaleForm);
  await api.sendJson("POST", "/v1/assessments/norms/responses", responses);
  stateless = await scoredAtOnce();
}, OPENING_MS);
afterAll(() => api.close());

async function scoredAtOnce() {
  const answer = await api.sendJson("POST", "/v1/score", { assessment: scaleForm, responses });
  return await answerOf(answer, StatelessView);
}

describe("stored responses with norm groups and gates", () => {
  test("have the summary and results of scoring them at once", async () => {
    const scored = await api.send("/v1/assessments/norms/score", { method: "POST" });
    expect((await answerOf(scored, ScoredView)).summary).toEqual(stateless.summary);
    const page = await api.send(`/v1/assessments/norms/results?limit=${COUNT}&sort=ordinal`);
    const { results } = await answerOf(page, ResultListView);
    const expected = stateless.results.map((result) => ({ ...result, revision: 1 }));
    expect(results).toEqual(expected);
    expect(new Set(expected.map(({ scales }) => scales["normed"]?.reason))).toEqual(
      new Set([undefined, "no_norm_group", "nothing_answered"]),
    );
    const one = await api.send("/v1/assessments/norms/results/c-3");
    expect(await answerOf(one, ResultView)).toEqual(expected[3] as never);
  });

  test("are exported with raw values and gates", async () => {
    const answer = await api.send("/v1/assessments/norms/results", {
      headers: { accept: "text/csv" },
    });
    const rows: Record<string, string>[] = parse(await answer.text(), { columns: true });
    for (const [index, { scales, gates }] of stateless.results.entries()) {
      expect(rows[index]).toMatchObject({
        "scale.normed": String(scales["normed"]?.value ?? ""),
        "raw.normed": String(scales["normed"]?.raw ?? ""),
        "gate.well": String(gates?.["well"] ?? ""),
      });
    }
    expect(Object.keys(rows[0] ?? {})).not.toContain("raw.prorated");
  });

  test("bring their attributes along only when asked, batched or row by row", async () => {
    const { db } = api.deps;
    const { key } = (await findAssessment(db, 1, "norms")) ?? {};
    if (key === undefined) throw new Error("no assessment");
    const batch = await readBatch(db, key, 1, 5, true);
    const expected = responses.slice(0, 5).map(({ attributes }) => attributes);
    expect(batch?.attributes?.map((text) => JSON.parse(text ?? "null"))).toEqual(expected);
    const rowLength = batch?.rowLength ?? 0;
    expect(await readBatchByRow(db, key, { from: 1, to: 5 }, rowLength, true)).toEqual(
      batch as never,
    );
    expect(await readBatch(db, key, 1, 5)).not.toHaveProperty("attributes");
  });
});
