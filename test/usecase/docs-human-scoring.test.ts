/** Runs what the page on human scoring says: its examples, and its table of two raters. */

import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { type GivenRating, ratedScores } from "../support/rated-scores.ts";

interface Example {
  readonly assessment: unknown;
  readonly responses: readonly { readonly candidate: string; readonly answers: object }[];
  readonly ratings: readonly GivenRating[];
  readonly results: readonly object[];
  readonly summary: object;
}

const page = readFileSync("docs/human-scoring.md", "utf8");

/** Other blocks are of requests, and have no results. */
const examples = [...page.matchAll(/^```json\n(.*?)^```/gms)]
  .map(([, text = ""]) => JSON.parse(text) as Example)
  .filter((example) => "results" in example)
  .map((example, index): [number, Example] => [index + 1, example]);

test.each(examples)("example %i answers what it says", (_, { results, summary, ...given }) => {
  const scores = ratedScores(given.assessment, given.responses, given.ratings);
  expect(scores.results).toHaveLength(results.length);
  expect(scores).toMatchObject({ results, summary });
});

test("there are examples", () => {
  expect(examples).toHaveLength(2);
});

test("a new key leaves points of ratings alone, and new points of a level do not", () => {
  const [, first] = examples[0] ?? [];
  const { assessment, responses = [], ratings = [] } = first ?? {};
  const written = (changed: string) => {
    const [ada] = ratedScores(JSON.parse(changed), responses, ratings).results;
    return [ada?.points, ada?.scales["written"]?.value];
  };
  const text = JSON.stringify(assessment);
  expect(written(text)).toEqual([4, 3]);
  expect(written(text.replace('"key":"A"', '"key":"B"'))).toEqual([3, 3]);
  expect(written(text.replace('"id":"some","points":2', '"id":"some","points":2.5'))).toEqual([
    4.5, 3.5,
  ]);
});

describe("the table of two raters", () => {
  const levels = Array.from({ length: 11 }, (_, points) => ({ id: `${points}`, points }));
  const ways = ["mean", "max", "first", { third_if_apart: 2 }];
  const items = ways.map((doubleRating, place) => {
    return { id: `q${place}`, type: "rubric", criteria: [{ id: "c", levels }], doubleRating };
  });
  const rows = Array.from(
    page.matchAll(/^\| (\d[\d, ]*) \|(.*)\|[^|]*\|$/gm),
    ([, of = "", cells = ""]) => {
      return [of, cells.split("|").map((cell) => cell.trim())] as [string, string[]];
    },
  );

  test("has its rows", () => {
    expect(rows).toHaveLength(9);
  });

  test.each(rows)("%s", (of, expected) => {
    const responses = ways.map((_, place) => {
      return { candidate: `c${place}`, answers: { [`q${place}`]: "text" } };
    });
    const ratings = responses.flatMap(({ candidate }, place) =>
      of.split(", ").map((level, rater): GivenRating => {
        return { candidate, item: `q${place}`, rater: `r${rater}`, levels: { c: level } };
      }),
    );
    const { results } = ratedScores({ items }, responses, ratings);
    const told = results.map(({ status, points }) => {
      return status === "provisional" ? "pending" : String(points);
    });
    expect(told).toEqual(expected);
  });
});
