import { describe, expect, test } from "bun:test";

import { openIsolate } from "#entry/isolate.ts";
import { ok } from "#result";
import type { Deps } from "#usecase/deps.ts";

import { must } from "../support/must.ts";

const PLACE = { subject: "1/exam", name: "summary/newest" };
const unopened: Pick<Deps, "db"> = {
  get db(): never {
    throw new Error("nobody asked for the database");
  },
};

function depsOf(bindings: Readonly<Record<string, unknown>>): Deps {
  return must(openIsolate(bindings)).depsOf(unopened, () => {});
}

describe("an isolate", () => {
  test("looks for no database until a request does", () => {
    const deps = depsOf({ HYPERDRIVE: {} });
    expect(() => deps.db).toThrow("nobody asked");
  });

  test("keeps nothing cached without Redis: another isolate would not learn what is stale", async () => {
    const { cache } = depsOf({});
    for (const text of ["first", "second"]) {
      const read = must(await cache.read(PLACE, async () => ok(text)));
      expect(read).toEqual({ text, from: { kind: "miss" } });
    }
  });

  test("shares what is data between requests, and nothing that waits", () => {
    const isolate = must(openIsolate({}));
    const [one, other] = [0, 1].map(() => isolate.depsOf(unopened, () => {}).lifetime);
    expect(one?.plans === other?.plans).toBe(true);
    expect(one?.callers === other?.callers).toBe(true);
    expect(one?.runs === other?.runs).toBe(false);
    expect(one?.submissions === other?.submissions).toBe(false);
  });

  test("takes settings from vars, within what an isolate can hold", () => {
    const { limits } = depsOf({ LANES: "64", BATCH_SIZE: "200", SCORING: "sequential" });
    expect(limits).toMatchObject({ lanes: 4, batchSize: 200, sequential: true });
    expect(limits.memoryLimitBytes).toBe(32 * 1024 * 1024);
    expect(depsOf({ MEMORY_LIMIT_MB: "48" }).limits.memoryLimitBytes).toBe(48 * 1024 * 1024);
  });

  test("says which setting is wrong, and not its value", () => {
    const wrong = openIsolate({ UPSTASH_REDIS_REST_URL: "hunter2" });
    expect(wrong.ok).toBe(false);
    expect(JSON.stringify(wrong)).toContain("UPSTASH_REDIS_REST_URL");
    expect(JSON.stringify(wrong)).not.toContain("hunter2");
  });
});
