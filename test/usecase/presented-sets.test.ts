/** Totals of responses that were shown different items are not compared: every statistic says so alike. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import type { Deps } from "#usecase/deps.ts";
import { readCovariances } from "#usecase/read-covariances.ts";
import { readItemAnalysis } from "#usecase/read-item-analysis.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";

import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  database = await openDatabase("PGlite");
  deps = testDeps(database.db);
}, 60_000);
afterAll(() => database.close());

const rating = (id: string, min: number, max: number) => ({ id, type: "rating", min, max });
const ANSWERS = [
  { a: 0, b: 1, p: "first" },
  { a: 1, b: 1, p: "second" },
  { a: 2, b: 3, p: "third" },
  { a: 3, b: 2, p: null },
  { a: 1, b: 0, p: null },
];

/** Of a form whose last items two of five were not shown. */
async function alphasOf(last: readonly object[], answers: readonly Record<string, number>[]) {
  const items = [rating("a", 0, 3), rating("b", 0, 3), ...last];
  const assessment = await givenAssessment(deps, { items });
  const responses = ANSWERS.map(({ a, b, p }, index) => {
    const hidden = Object.keys(answers[0] ?? {}).map((id) => [id, "not_presented"]);
    const own = p === null ? { states: Object.fromEntries(hidden) } : {};
    return {
      candidate: `c${index}`,
      answers: { a, b, ...(p === null ? {} : answers[index]) },
      ...own,
    };
  });
  await givenResponses(deps, assessment, responses);
  const { summary } = must(await scoreAssessment(deps, { ...assessment, revision: null }));
  const asked = { ...assessment, revision: null, where: null };
  const { test: whole } = JSON.parse(
    must(await readItemAnalysis(deps, { ...asked, strata: 5 })).json,
  ) as { test: { gaps: number; reliability: { asZero: { alpha: number | null } } } };
  const { total } = JSON.parse(must(await readCovariances(deps, asked)).json) as {
    total: { asZero: { alpha: number | null; reasons: Record<string, string> } };
  };
  return {
    gaps: whole.gaps,
    alphas: [summary?.alpha, whole.reliability.asZero.alpha, total.asZero.alpha],
    reason: total.asZero.reasons["alpha"] ?? null,
  };
}

describe("an item that some were not shown", () => {
  test("is a gap though it could only take points away", async () => {
    const points = [{ p: -3 }, { p: -1 }, { p: 0 }];
    expect(await alphasOf([rating("p", -3, 0)], points)).toEqual({
      gaps: 2,
      alphas: [null, null, null],
      reason: "several_presented_sets",
    });
  });

  test("is a gap though what it could add, another that was not shown could take away", async () => {
    const last = [rating("p", 0, 2), { ...rating("m", -3, -2) }];
    const points = [
      { p: 2, m: -3 },
      { p: 1, m: -2 },
      { p: 0, m: -2 },
    ];
    expect((await alphasOf(last, points)).alphas).toEqual([null, null, null]);
  });

  test("is none where it adds nothing, whatever the answer", async () => {
    const { gaps, alphas } = await alphasOf(
      [{ ...rating("p", 0, 9), weight: 0 }],
      [{ p: 3 }, { p: 1 }, { p: 9 }],
    );
    expect(gaps).toBe(0);
    expect(alphas[0]).toBeNumber();
    expect(new Set(alphas).size).toBe(1);
  });
});
