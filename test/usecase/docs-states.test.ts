/** Runs the worked examples of the page on states and attempts. */

import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { scoreStateless, type ScoreStatelessInput } from "#usecase/score-stateless.ts";

import { must } from "../support/must.ts";

interface Example extends ScoreStatelessInput {
  readonly results: readonly object[];
  readonly summary?: object;
}

const page = readFileSync("docs/states-and-attempts.md", "utf8");
const examples = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(([, text = ""], index) => {
  return [index + 1, JSON.parse(text)] as [number, Example];
});

test.each(examples)("example %i answers what it says", (_, { results, summary, ...body }) => {
  const scores = must(scoreStateless(body));
  expect(scores.errors).toEqual([]);
  expect(scores.results).toHaveLength(results.length);
  expect(scores).toMatchObject({ results, summary: summary ?? {} });
});

test("there is an example of each", () => {
  expect(examples).toHaveLength(2);
});
