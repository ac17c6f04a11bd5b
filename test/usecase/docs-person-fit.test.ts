/** Runs the worked example of the page on person fit. */

import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { LONG_RUN, LOW_LZ, MEAN_SQUARES } from "#engine/statistics/person-fit/fit-flags.ts";
import { listResults } from "#usecase/list-results.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";

import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

interface Example {
  readonly assessment: unknown;
  readonly responses: readonly unknown[];
  readonly results: readonly { readonly fit: object }[];
}

const page = readFileSync("docs/person-fit.md", "utf8");
const [, text = ""] = /^```json\n(.*?)^```/ms.exec(page) ?? [];

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase("PGlite");
}, 60_000);
afterAll(() => database.close());

test("the example answers what it says", async () => {
  const example = JSON.parse(text) as Example;
  const deps = testDeps(database.db);
  const assessment = await givenAssessment(deps, example.assessment);
  await givenResponses(deps, assessment, example.responses);
  must(await scoreAssessment(deps, { ...assessment, revision: null }));
  const asked = { revision: null, sort: "ordinal", limit: 10, cursor: null, fit: true } as const;
  const { results } = must(await listResults(deps, { ...assessment, ...asked }));
  expect(results).toMatchObject([...example.results]);
  expect(results.map(({ fit }) => fit)).toEqual(example.results.map(({ fit }) => fit) as never);
});

test("the page states the limits of flags", () => {
  expect(page).toContain(`below ${LOW_LZ}`.replace("-", "−"));
  expect(page).toContain(`below ${MEAN_SQUARES.low}`);
  expect(page).toContain(`above ${MEAN_SQUARES.high}`);
  expect(page).toContain(`at least ${LONG_RUN.least} items that is at least half of them`);
  expect(LONG_RUN.share).toBe(0.5);
});
