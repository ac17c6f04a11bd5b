/** What every cache must do. Each adapter's test runs this. */

import { expect } from "bun:test";

import type { Cache } from "#cache/cache.ts";

import type { Server } from "../support/missing-servers.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const LIMIT = 60;

export interface ContractCache {
  /** What it runs on, beside this process. */
  readonly needs: readonly Server[];
  /** An empty one. */
  readonly open: () => Promise<Cache>;
  /** Lets a second or more go by, of the clock that the cache goes by. */
  readonly pass: (seconds: number) => Promise<void>;
}

export function describeCache(name: string, { needs, open, pass }: ContractCache): void {
  const { describe, test } = testsNeeding(...needs);
  const place = { subject: "1/exam", name: "summary/newest" };

  describe(name, () => {
    test("holds nothing at first", async () => {
      expect(await (await open()).read(place)).toEqual({ token: null, value: null });
    });

    test("makes a token once", async () => {
      const cache = await open();
      const token = await cache.token(place.subject);
      expect(await cache.token(place.subject)).toBe(token);
      expect((await cache.read(place)).token).toBe(token);
      expect(await cache.token("1/other")).not.toBe(token);
    });

    test("gives back the very text, with its token and the time that it has left", async () => {
      const cache = await open();
      const token = await cache.token(place.subject);
      for (const text of [
        "{}",
        "",
        "line\nline\n",
        'ü 🎓 \u2028 \\ "',
        "null",
        "1e3",
        "x".repeat(1_000_000),
      ]) {
        expect(await cache.store(place, { token, text, ttlSeconds: LIMIT })).toBe(true);
        expect(await cache.read(place)).toEqual({
          token,
          value: { token, text, ttlSeconds: LIMIT },
        });
      }
    });

    test("keeps the values of a subject apart, and those of others", async () => {
      const cache = await open();
      const token = await cache.token(place.subject);
      await cache.store(place, { token, text: "newest", ttlSeconds: LIMIT });
      expect((await cache.read({ ...place, name: "summary/1" })).value).toBeNull();
      expect(await cache.read({ ...place, subject: "11/exam" })).toEqual({
        token: null,
        value: null,
      });
    });

    test("replaces the token of a subject when it is dropped, and of no other", async () => {
      const cache = await open();
      const token = await cache.token(place.subject);
      const other = await cache.token("2/exam");
      await cache.store(place, { token, text: "old", ttlSeconds: LIMIT });
      await cache.drop(place.subject);
      const held = await cache.read(place);
      expect(held.token).toBeString();
      expect(held.token).not.toBe(token);
      // The value may lie there still: its token tells that it is stale.
      expect(held.value?.token ?? token).toBe(token);
      expect(await cache.token("2/exam")).toBe(other);
    });

    test("stores nothing under a token that is no more, or never was", async () => {
      const cache = await open();
      const value = { text: "late", ttlSeconds: LIMIT };
      const token = await cache.token(place.subject);
      await cache.drop(place.subject);
      expect(await cache.store(place, { ...value, token })).toBe(false);
      expect((await cache.read(place)).value).toBeNull();
      const nowhere = { ...place, subject: "3/none" };
      expect(await cache.store(nowhere, { ...value, token })).toBe(false);
      expect(await cache.read(nowhere)).toEqual({ token: null, value: null });
    });

    test("a subject that was never asked for can be dropped", async () => {
      const cache = await open();
      await cache.drop(place.subject);
      expect((await cache.read(place)).token).toBeString();
    });

    test("a value ends with its time; the token stays", async () => {
      const cache = await open();
      const token = await cache.token(place.subject);
      await cache.store(place, { token, text: "short", ttlSeconds: 2 });
      await pass(1);
      const held = await cache.read(place);
      expect(held.value?.text).toBe("short");
      expect(held.value?.ttlSeconds).toBe(1);
      await pass(1.1);
      expect(await cache.read(place)).toEqual({ token, value: null });
    });
  });
}
