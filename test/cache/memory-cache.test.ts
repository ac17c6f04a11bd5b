import { describe, expect, test } from "bun:test";

import { MemoryCache } from "#cache/memory-cache.ts";

import { describeCache } from "./cache-contract.ts";

let now = 1_700_000_000_000;

describeCache("MemoryCache", {
  needs: [],
  open: async () => new MemoryCache({ now: () => now, maxCharacters: 10_000_000 }),
  pass: async (seconds) => {
    now += seconds * 1000;
  },
});

describe("MemoryCache", () => {
  const PLACES = Array.from({ length: 50 }, (_, i) => ({ subject: `1/a${i}`, name: "summary/1" }));

  test("forgets what was used least lately, and holds no more than its limit", async () => {
    const cache = new MemoryCache({ now: () => now, maxCharacters: 20_000 });
    for (const place of PLACES) {
      const token = await cache.token(place.subject);
      await cache.store(place, { token, text: "x".repeat(500), ttlSeconds: 60 });
      // In use all the time.
      const [first = place] = PLACES;
      expect((await cache.read(first)).value).not.toBeNull();
    }
    const held = await Promise.all(PLACES.map((place) => cache.read(place)));
    const kept = held.filter(({ value }) => value !== null).length;
    expect(kept).toBeGreaterThan(15);
    expect(kept).toBeLessThan(28);
    expect(held.at(-1)?.value).not.toBeNull();
  });

  test("a value too large for it is not kept", async () => {
    const cache = new MemoryCache({ now: () => now, maxCharacters: 1_000 });
    const place = { subject: "1/large", name: "summary/1" };
    const token = await cache.token(place.subject);
    await cache.store(place, { token, text: "x".repeat(2_000), ttlSeconds: 60 });
    expect((await cache.read(place)).value).toBeNull();
  });
});
