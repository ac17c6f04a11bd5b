/** Runs the worked example of the page on ability. */

import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { scoreStateless, type ScoreStatelessInput } from "#usecase/score-stateless.ts";

import { must } from "../support/must.ts";

interface Example extends ScoreStatelessInput {
  readonly results: readonly object[];
  readonly summary: object;
}

const [, page = ""] = readFileSync("docs/ability.md", "utf8").split("## Results");
const [, text = ""] = /^```json\n(.*?)^```/ms.exec(page) ?? [];

test("the example answers what it says", () => {
  const { results, summary, ...body } = JSON.parse(text) as Example;
  const scores = must(scoreStateless(body));
  expect(scores.errors).toEqual([]);
  expect(scores.results).toHaveLength(results.length);
  expect(scores).toMatchObject({ results, summary });
});
