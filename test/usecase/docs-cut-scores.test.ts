/** Runs the worked example of the page on cut scores, and finds its reasons. */

import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { CutsView } from "#http/views/cuts-view.ts";

import { answerOf } from "../http/answers.ts";
import { type Api, openApi, OPENING_MS } from "../http/open-api.ts";

interface Example {
  readonly assessment: object;
  readonly responses: readonly object[];
  readonly query: string;
  readonly cuts: object;
}

const page = readFileSync("docs/cut-scores.md", "utf8");
const [, text = ""] = /^```json\n(.*?)^```/ms.exec(page) ?? [];

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, OPENING_MS);
afterAll(() => api.close());

test("the example answers what it says", async () => {
  const { assessment, responses, query, cuts } = JSON.parse(text) as Example;
  await api.sendJson("PUT", "/v1/assessments/example", assessment);
  await api.sendJson("POST", "/v1/assessments/example/responses", responses);
  await api.send("/v1/assessments/example/score", { method: "POST" });
  const { run, ...answer } = await answerOf(
    await api.send(`/v1/assessments/example/cuts${query}`),
    CutsView,
  );
  expect(run).toBeString();
  expect(answer).toEqual(nearly(cuts) as typeof answer);
});

/** Integrals may differ in their last digits from machine to machine. */
function nearly(value: unknown): unknown {
  if (typeof value === "number" && !Number.isInteger(value)) return expect.closeTo(value, 12);
  if (Array.isArray(value)) return value.map(nearly);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, nearly(own)]));
}

test("the table has every reason but one that never comes", () => {
  const [, section = ""] = page.split("## Why a figure is null");
  const listed = Array.from(section.matchAll(/`(\w+)`/g), ([, name = ""]) => name);
  const described = JSON.stringify(CutsView.entries.sets);
  const known = Array.from(described.matchAll(/"options":\[("[a-z_]+"(?:,"[a-z_]+")*)\]/g))
    .flatMap(([, names = ""]) => JSON.parse(`[${names}]`) as string[])
    .filter((name) => name.includes("_"));
  expect(known.length).toBeGreaterThan(10);
  for (const name of new Set(known)) {
    if (name !== "alpha_undefined") expect(listed).toContain(name);
  }
});
