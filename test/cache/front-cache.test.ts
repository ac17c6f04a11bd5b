import { beforeEach, describe, expect, test } from "bun:test";

import type { Cache, Place } from "#cache/cache.ts";
import { FrontCache } from "#cache/front-cache.ts";
import { MemoryCache } from "#cache/memory-cache.ts";
import { err, ok, type Result } from "#result";

import { must } from "../support/must.ts";

const PLACE = { subject: "1/exam", name: "summary/newest" };

let now: number;
let changes: boolean[];
beforeEach(() => {
  now = 1_700_000_000_000;
  changes = [];
});

function frontOf(cache: Cache): FrontCache {
  return new FrontCache(cache, {
    now: () => now,
    ttlSeconds: 3_600,
    onChange: (isAway) => changes.push(isAway),
  });
}

const memory = () => new MemoryCache({ now: () => now, maxCharacters: 1_000_000 });
const loading = (text: string) => async (): Promise<Result<string, never>> => ok(text);
const kindOf = async (front: FrontCache, text = "text") =>
  must(await front.read(PLACE, loading(text))).from.kind;

describe("FrontCache", () => {
  test("reads once, and then from the cache, with the time that is left", async () => {
    const front = frontOf(memory());
    expect(must(await front.read(PLACE, loading("one")))).toEqual({
      text: "one",
      from: { kind: "miss" },
    });
    now += 488_000;
    expect(must(await front.read(PLACE, loading("two")))).toEqual({
      text: "one",
      from: { kind: "hit", ttlSeconds: 3_112 },
    });
    now += 3_112_000;
    expect(must(await front.read(PLACE, loading("three")))).toMatchObject({ text: "three" });
  });

  test("does not keep failures", async () => {
    const front = frontOf(memory());
    const failed = await front.read(PLACE, async () => err("not there"));
    expect(failed).toEqual({ ok: false, error: "not there" });
    expect(must(await front.read(PLACE, loading("there")))).toMatchObject({ text: "there" });
  });

  test("keeps no text of more than 2 MiB, which would take the room of all others", async () => {
    const cache = new MemoryCache({ now: () => now, maxCharacters: 16 * 2 ** 20 });
    const stored: number[] = [];
    const watched: Cache = {
      read: (place) => cache.read(place),
      token: (subject) => cache.token(subject),
      drop: (subject) => cache.drop(subject),
      store(place, value) {
        stored.push(value.text.length);
        return cache.store(place, value);
      },
    };
    const front = frontOf(watched);
    await front.read(PLACE, loading("kept"));
    const long = "x".repeat(2 ** 21 + 1);
    const other = { ...PLACE, name: "items/newest/5" };
    for (const _ of [1, 2]) {
      const read = must(await front.read(other, loading(long)));
      expect(read.from.kind).toBe("miss");
      expect(read.text).toHaveLength(2 ** 21 + 1);
    }
    expect(must(await front.read(other, loading(long.slice(1)))).from.kind).toBe("miss");
    expect(must(await front.read(other, loading("")))).toMatchObject({ from: { kind: "hit" } });
    expect(stored).toEqual([4, 2 ** 21]);
    expect(await kindOf(front)).toBe("hit");
  });

  test("a write makes it read again; other subjects stay", async () => {
    const front = frontOf(memory());
    const other = { ...PLACE, subject: "2/exam" };
    await front.read(PLACE, loading("old"));
    await front.read(other, loading("other"));
    expect(await front.drop(PLACE.subject)).toBe(true);
    expect(must(await front.read(PLACE, loading("new"))).text).toBe("new");
    expect(must(await front.read(other, loading("wrong"))).text).toBe("other");
  });

  test("what was read before a write is not kept after it", async () => {
    const front = frontOf(memory());
    const slow = Promise.withResolvers<void>();
    const reading = front.read(PLACE, async () => {
      await slow.promise;
      return ok("old");
    });
    await Bun.sleep(1);
    await front.drop(PLACE.subject);
    slow.resolve();
    expect(must(await reading).text).toBe("old");
    expect(must(await front.read(PLACE, loading("new")))).toEqual({
      text: "new",
      from: { kind: "miss" },
    });
  });

  test("does the same work once for all who wait, but never for who came after a write", async () => {
    const front = frontOf(memory());
    const slow = Promise.withResolvers<void>();
    let loads = 0;
    const load = async (): Promise<Result<string, never>> => {
      const text = `load ${++loads}`;
      await slow.promise;
      return ok(text);
    };
    const before = [1, 2, 3].map(() => front.read(PLACE, load));
    await Bun.sleep(1);
    expect(loads).toBe(1);
    await front.drop(PLACE.subject);
    const after = front.read(PLACE, load);
    await Bun.sleep(1);
    slow.resolve();
    const texts = (await Promise.all([...before, after])).map((read) => must(read).text);
    expect(texts).toEqual(["load 1", "load 1", "load 1", "load 2"]);
  });

  test("on Workers each reads for itself: none waits for what another has begun", async () => {
    const options = { now: () => now, ttlSeconds: 3_600, onChange: () => {} };
    const front = new FrontCache(memory(), { ...options, sharesFlights: false });
    const never = Promise.withResolvers<Result<string, never>>();
    void front.read(PLACE, () => never.promise);
    await Bun.sleep(1);
    expect(must(await front.read(PLACE, loading("own"))).text).toBe("own");
  });

  test("a failure of the source reaches all who wait, and none after", async () => {
    const front = frontOf(memory());
    const broken = async (): Promise<Result<string, never>> => {
      await Bun.sleep(1);
      throw new Error("down");
    };
    const waiting = await Promise.allSettled([1, 2].map(() => front.read(PLACE, broken)));
    expect(waiting.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await kindOf(front)).toBe("miss");
  });
});

describe("the breaker", () => {
  test("after three failures asks no more; after five seconds one question finds out", async () => {
    const cache = new BrokenCache();
    const front = frontOf(cache);
    for (let i = 0; i < 10; i++) expect(await kindOf(front)).toBe("unavailable");
    expect(cache.asked).toBe(3);
    expect(changes).toEqual([true]);

    now += 5_000;
    await Promise.all([1, 2, 3].map(() => front.read(PLACE, loading("text"))));
    expect(cache.asked).toBe(4);

    cache.isBroken = false;
    expect(await kindOf(front)).toBe("unavailable");
    now += 5_000;
    expect(await kindOf(front)).toBe("miss");
    expect(await kindOf(front)).toBe("hit");
    expect(changes).toEqual([true, false]);
  });

  test("never keeps a write from telling the cache", async () => {
    const cache = new BrokenCache();
    const front = frontOf(cache);
    for (let i = 0; i < 5; i++) expect(await front.drop(PLACE.subject)).toBe(false);
    expect(cache.asked).toBe(5);
    cache.isBroken = false;
    expect(await front.drop(PLACE.subject)).toBe(true);
    expect(await kindOf(front)).toBe("miss");
  });

  test("a failure now and then does not open it", async () => {
    const cache = new BrokenCache();
    const front = frontOf(cache);
    for (let i = 0; i < 10; i++) {
      cache.isBroken = i % 3 !== 0;
      await front.drop(PLACE.subject);
    }
    expect(changes).toEqual([]);
  });
});

/** As one in memory, while it is not broken. */
class BrokenCache implements Cache {
  isBroken = true;
  asked = 0;
  readonly #cache = memory();

  async read(place: Place) {
    this.#ask();
    return await this.#cache.read(place);
  }

  async token(subject: string) {
    this.#ask();
    return await this.#cache.token(subject);
  }

  async store(place: Place, value: Parameters<Cache["store"]>[1]) {
    this.#ask();
    return await this.#cache.store(place, value);
  }

  async drop(subject: string) {
    this.#ask();
    await this.#cache.drop(subject);
  }

  #ask(): void {
    this.asked++;
    if (this.isBroken) throw new Error("the cache is away");
  }
}
