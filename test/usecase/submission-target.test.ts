import { afterAll, beforeAll, expect, test } from "bun:test";

import { createLifetime } from "#usecase/lifetime.ts";
import { submissionTarget } from "#usecase/submission-target.ts";

import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { givenAssessment } from "../support/given.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

const DEFINITION = { items: [{ id: "q1", type: "text", key: ["a"] }] };

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase("PGlite");
}, 60_000);
afterAll(() => database.close());

test("no more code books are kept than the process is to keep, whatever else is known", async () => {
  const lifetime = createLifetime({ plans: 2, codeBooks: 2 });
  const deps = { ...testDeps(database.db), lifetime };
  const [first, second, third] = [
    await givenAssessment(deps, DEFINITION),
    await givenAssessment(deps, DEFINITION),
    await givenAssessment(deps, DEFINITION),
  ];
  const bookOf = async (assessment: typeof first) =>
    must(await submissionTarget(deps, assessment)).book;
  const book = await bookOf(first);
  expect((await bookOf(first)) === book).toBe(true);
  await bookOf(second);
  await bookOf(third);
  expect((await bookOf(first)) === book).toBe(false);
});
