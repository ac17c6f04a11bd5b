/** Runs the worked example of the page on differential item functioning. */

import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { DifView } from "#http/views/dif-view.ts";

import { answerOf } from "./answers.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

const [, example = ""] = readFileSync("docs/dif.md", "utf8").split("## Example");
const [definition = "", responses = "", answer = ""] = [
  ...example.matchAll(/^```(?:json|csv)\n(.*?)^```/gms),
].map(([, text]) => text);
const [, query = ""] = /Once scored, `([^`]+)` answers/.exec(example) ?? [];

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, OPENING_MS);
afterAll(() => api.close());

test("the example answers what it says", async () => {
  const here = "/v1/assessments/example";
  await api.sendJson("PUT", here, JSON.parse(definition));
  const sent = await api.send(`${here}/responses`, {
    method: "POST",
    headers: { "content-type": "text/csv" },
    body: responses,
  });
  expect(await sent.json()).toMatchObject({ accepted: 24, rejected: 0 });
  await api.send(`${here}/score`, { method: "POST" });
  const read = await answerOf(await api.send(`${here}/dif${query}`), DifView);
  const expected = JSON.parse(answer) as object;
  expect(Object.keys(expected)).toHaveLength(5);
  expect(read).toMatchObject(expected);
});
