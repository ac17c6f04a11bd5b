import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { scoreStateless, type ScoreStatelessInput } from "#usecase/score-stateless.ts";

import { must } from "../../support/must.ts";

test("the example of docs/explain.md is what the service answers", () => {
  const page = readFileSync("docs/explain.md", "utf8");
  const [request, answer] = Array.from(
    page.matchAll(/^```json\n(.*?)^```/gms),
    ([, text = ""]): unknown => JSON.parse(text),
  );
  const { results } = must(scoreStateless(request as ScoreStatelessInput));
  expect(results).toHaveLength(1);
  expect(results.map(({ explanation }) => JSON.parse(JSON.stringify(explanation)))).toEqual([
    answer,
  ]);
});
