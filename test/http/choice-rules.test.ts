/**
 * Choice rules through the real door: answers with levels in JSON and CSV, and
 * what a revision that changes the rule does to them.
 *
 * @module
 */

import { afterAll, beforeAll, expect, test } from "bun:test";

import { sql } from "drizzle-orm";

import { ResultListView } from "#http/views/result-view.ts";
import { ScoredView } from "#http/views/run-view.ts";
import { rowsOf } from "#store/db.ts";

import { answerOf, expectProblem } from "./answers.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, OPENING_MS);
afterAll(() => api.close());

const plain = { id: "q1", type: "single_choice", options: ["A", "B"], key: "A" };
const sure = { ...plain, confidence: { "1": [1, 0], "2": [2, -2], "3": [3, -6] } };
const linked = {
  id: "q2",
  type: "multiple_choice",
  rule: "rationale",
  options: ["X", "Y", "Z"],
  key: ["X", "Y"],
  anchor: "X",
};

const define = (path: string, ...items: object[]) => api.sendJson("PUT", path, { items });

async function pointsOf(path: string, revision: number): Promise<unknown[]> {
  const scored = await api.send(`${path}/score?revision=${revision}`, { method: "POST" });
  expect((await answerOf(scored, ScoredView)).run.status).toBe("succeeded");
  const list = await api.send(`${path}/results?revision=${revision}&sort=ordinal`);
  return (await answerOf(list, ResultListView)).results.map(({ status, points }) =>
    status === "final" ? points : status,
  );
}

test("an option with a level is taken, scored and shown as it was sent", async () => {
  const path = "/v1/assessments/sure";
  expect((await define(path, sure, linked)).status).toBe(201);
  const responses = [
    { candidate: "c-1", answers: { q1: ["A", 3], q2: ["Y", "X"] } },
    { candidate: "c-2", answers: { q1: ["B", 3], q2: ["X", "Z"] } },
    { candidate: "c-3", answers: { q1: "A" } },
    { candidate: "c-4", answers: { q2: ["X", "Y", "Z"] } },
  ];
  const sent = await api.sendJson("POST", `${path}/responses`, responses);
  expect(await sent.json()).toMatchObject({
    accepted: 2,
    errors: [
      { line: 3, code: "answer_type_wrong", path: "answers.q1" },
      { line: 4, code: "too_many_selected", path: "answers.q2" },
    ],
  });
  const csv = await api.send(`${path}/responses`, {
    method: "POST",
    headers: { "content-type": "text/csv" },
    body: "candidate,q1,q2\nc-5,A|2,X|Y\nc-6,,\nc-7,B|9,",
  });
  expect(await csv.json()).toMatchObject({
    accepted: 2,
    errors: [{ line: 4, code: "level_unknown", path: "answers.q1" }],
  });

  expect(await pointsOf(path, 1)).toEqual([4, -6, 3, 0]);
  const answers = await rowsOf<{ answer: string | null }>(
    api.deps.db,
    sql`select answer from answers where assessment = 'sure' and item = 'q1' order by ordinal`,
  );
  expect(answers.map(({ answer }) => answer)).toEqual(['["A",3]', '["B",3]', '["A",2]', null]);
});

test("levels come to an item that no response has answered; else it needs a new id", async () => {
  const path = "/v1/assessments/later";
  await define(path, plain);
  expect((await define(path, sure)).status).toBe(200);
  const answers = { candidate: "c-1", answers: { q1: ["A", 2] } };
  expect((await api.sendJson("POST", `${path}/responses`, answers)).status).toBe(201);
  expect(await pointsOf(path, 2)).toEqual([2]);

  const back = await define(path, plain);
  const { faults } = await expectProblem(back, 409, "item_needs_new_id");
  expect(faults).toMatchObject([{ path: "items.0" }]);
  expect((await define(path, { ...sure, options: ["A", "B", "C"] })).status).toBe(200);
});

test("a revision without levels fails the results that it cannot read", async () => {
  const path = "/v1/assessments/before";
  await define(path, plain);
  await define(path, sure);
  const answers = { candidate: "c-1", answers: { q1: ["A", 2] } };
  await api.sendJson("POST", `${path}/responses`, answers);
  const scored = await api.send(`${path}/score?revision=1`, { method: "POST" });
  const { run } = await answerOf(scored, ScoredView);
  expect(run.counts).toMatchObject({ total: 1, failed: 1 });
  const list = await api.send(`${path}/results?revision=1`);
  expect(await list.json()).toMatchObject({ results: [{ candidate: "c-1", status: "failed" }] });
});
