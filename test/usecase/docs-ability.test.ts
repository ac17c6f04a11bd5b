/** Runs the worked examples of the page on ability. */

import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { scoreStateless, type ScoreStatelessInput } from "#usecase/score-stateless.ts";

import { must } from "../support/must.ts";

interface Example extends ScoreStatelessInput {
  readonly results: readonly object[];
  readonly summary: object;
}

const page = readFileSync("docs/ability.md", "utf8");

function exampleUnder(heading: string): Example {
  const [, section = ""] = page.split(`\n## ${heading}\n`);
  const [, text = ""] = /^```json\n(.*?)^```/ms.exec(section) ?? [];
  return JSON.parse(text);
}

test.each(["Results", "Bands and scores"])("the example of %s answers what it says", (heading) => {
  const { results, summary, ...body } = exampleUnder(heading);
  const scores = must(scoreStateless(body));
  expect(scores.errors).toEqual([]);
  expect(scores.results).toHaveLength(results.length);
  expect(scores).toMatchObject({ results, summary });
});
