/** docs/scales.md says only what happens. */

import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { scoreStateless } from "#usecase/score-stateless.ts";

import { must } from "../../support/must.ts";

interface Example {
  readonly definition: unknown;
  readonly responses: readonly unknown[];
  readonly results: readonly object[];
}

const examples = [...readFileSync("docs/scales.md", "utf8").matchAll(/```json\n(.*?)```/gs)].map(
  ([, text = ""]) => JSON.parse(text) as Example,
);

test("there are examples", () => {
  expect(examples).toHaveLength(4);
});

test.each(examples)("example %#", ({ definition, responses, results }) => {
  const scored = must(scoreStateless({ assessment: definition, responses }));
  expect(scored.errors).toEqual([]);
  expect(scored.results).toHaveLength(results.length);
  for (const [index, result] of results.entries()) {
    expect(scored.results[index]).toMatchObject(result);
  }
});
