/** Runs the worked example of the page on item analysis. */

import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { readItemAnalysis } from "#usecase/read-item-analysis.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";

import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

interface Example {
  readonly assessment: unknown;
  readonly responses: readonly object[];
  readonly strata: number;
  readonly test: object;
  readonly items: readonly object[];
}

const page = readFileSync("docs/item-analysis.md", "utf8");

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase("PGlite");
}, 60_000);
afterAll(() => database.close());

test("the example answers what it says", async () => {
  const [, text = ""] = /^```json\n(.*?)^```/ms.exec(page) ?? [];
  const example = JSON.parse(text) as Example;
  const deps = testDeps(database.db, { lanes: 1 });
  const assessment = { ...(await givenAssessment(deps, example.assessment)), revision: null };
  await givenResponses(deps, assessment, example.responses);
  must(await scoreAssessment(deps, assessment));

  const { strata } = example;
  const read = must(await readItemAnalysis(deps, { ...assessment, strata, where: null }));
  const { test: whole, items } = JSON.parse(read.json) as Example;
  expect(whole).toMatchObject(example.test);
  expect(items.slice(0, 1)).toMatchObject([...example.items]);
});

test("the page explains every reason and alarm of the contract", async () => {
  const view = readFileSync("src/http/views/item-analysis-view.ts", "utf8");
  const lists = [...view.matchAll(/picklist\(\[\n(.*?)\]\)/gs)].map(([, list = ""]) => list);
  const words = [...lists.join("").matchAll(/"(\w+)"/g)].map(([, word = ""]) => word);
  expect(words).toContain("several_presented_sets");
  expect(words).toContain("likely_miskey");
  expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
});
