import { afterAll, beforeAll, expect, test } from "bun:test";

import { authenticate } from "#usecase/authenticate.ts";
import { createKey } from "#usecase/create-key.ts";
import { COMMAND_LINE } from "#usecase/key-keeper.ts";
import { createLifetime, type Lifetime } from "#usecase/lifetime.ts";
import { LruMap } from "#usecase/lru-map.ts";
import { makeFirstKey } from "#usecase/make-first-key.ts";

import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { must } from "../support/must.ts";
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

test("an expired key is asked for once in five seconds, not with each request", async () => {
  let now = Date.parse("2030-01-01T00:00:00.000Z");
  const deps = { ...testDeps(database.db), now: () => now };
  const expiresAt = "2030-01-02T00:00:00.000Z";
  const asked = { tenant: null, scopes: ["read"], expiresAt, label: null } as const;
  const { key } = must(await createKey(deps, COMMAND_LINE, asked));
  now = Date.parse(expiresAt);
  const before = statements;
  for (let i = 0; i < 100; i++) expect(await authenticate(deps, key)).toBeNull();
  expect(statements - before).toBe(1);
});

test("what was read of a key is believed from when it was asked for", async () => {
  let now = Date.parse("2030-01-01T00:00:00.000Z");
  let isSlow = true;
  const deps = {
    ...testDeps(database.db),
    // The clock goes on while the database answers.
    now: () => {
      const at = now;
      if (isSlow) now += 20_000;
      return at;
    },
  };
  expect(await authenticate(deps, KEY)).not.toBeNull();
  isSlow = false;
  now = Date.parse("2030-01-01T00:01:00.000Z");
  const before = statements;
  await authenticate(deps, KEY);
  expect(statements - before).toBe(1);
});
