import { afterAll, beforeAll, expect, test } from "bun:test";

import { authenticate } from "#usecase/authenticate.ts";
import { createLifetime, type Lifetime } from "#usecase/lifetime.ts";
import { LruMap } from "#usecase/lru-map.ts";
import { makeFirstKey } from "#usecase/make-first-key.ts";

import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { testDeps } from "../support/test-deps.ts";

const KEY = "test-key-of-at-least-32-characters";

let statements = 0;
let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase("PGlite", { logger: { logQuery: () => void statements++ } });
}, 60_000);
afterAll(() => database.close());

test("a key that was seen is not asked for again, however many others are tried", async () => {
  const lifetime: Lifetime = {
    ...createLifetime(),
    callers: new LruMap(2),
    strangers: new LruMap(2),
  };
  const deps = { ...testDeps(database.db), lifetime };
  await makeFirstKey(deps, { bootstrapKey: KEY });
  expect(await authenticate(deps, KEY)).not.toBeNull();

  const before = statements;
  for (let i = 0; i < 5; i++) expect(await authenticate(deps, `no such key ${i}`)).toBeNull();
  expect(statements - before).toBe(5);
  expect(await authenticate(deps, KEY)).not.toBeNull();
  expect(await authenticate(deps, "no such key 4")).toBeNull();
  expect(statements - before).toBe(5);
});
