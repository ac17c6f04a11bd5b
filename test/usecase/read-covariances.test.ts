/** Reliability of a large form is read in batches short enough for others to get their turn. */

import { expect, test } from "bun:test";

import { readCovariances } from "#usecase/read-covariances.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";
import { shorterBatches } from "#usecase/shorter-batches.ts";

import { openDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

test("a form of 700 items is read by 407 responses at a time, and another by as many as ever", async () => {
  const statements: string[] = [];
  const logger = { logQuery: (text: string) => void statements.push(text) };
  const database = await openDatabase("PGlite", { logger });
  const own = testDeps(database.db);
  const deps = { ...own, limits: { ...own.limits, batchSize: 1_000 } };
  const batchesOf = async (count: number) => {
    const items = Array.from({ length: count }, (_, place) => ({
      id: `q${place}`,
      type: "single_choice",
      options: ["A", "B"],
      key: "A",
    }));
    const assessment = await givenAssessment(deps, { items });
    const answers = { q0: "A", q1: "B" };
    const responses = Array.from({ length: 1_000 }, (_, candidate) => ({
      candidate: `${candidate}`,
      answers,
    }));
    await givenResponses(deps, assessment, responses);
    must(await scoreAssessment(deps, { ...assessment, revision: null }));
    statements.length = 0;
    const read = must(await readCovariances(deps, { ...assessment, revision: null, where: null }));
    expect(JSON.parse(read.json)).toMatchObject({ total: { responses: 1_000 } });
    return statements.filter((text) => text.includes("string_agg")).length;
  };
  expect(await batchesOf(700)).toBe(3);
  expect(await batchesOf(20)).toBe(1);
  await database.close();
}, 60_000);

test("batches are never longer than they were, and never empty", () => {
  const limits = testDeps(null as never).limits;
  expect(shorterBatches({ ...limits, batchSize: 100 }, 245_350)).toMatchObject({ batchSize: 100 });
  expect(shorterBatches({ ...limits, batchSize: null }, 20_000)).toMatchObject({ batchSize: null });
  expect(shorterBatches({ ...limits, batchSize: null }, 1e12)).toMatchObject({ batchSize: 1 });
});
