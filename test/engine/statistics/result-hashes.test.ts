import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { first32, hashesOfOrdinals, second32, take } from "#engine/statistics/result-hashes.ts";

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

function hashOf(ordinal: number, numbers: readonly (readonly [number, number])[]) {
  const hashes = hashesOfOrdinals({ fromOrdinal: ordinal }, 1);
  for (const [low, high] of numbers) take(hashes, 0, low, high);
  return [hashes[0][0], hashes[1][0]];
}

describe("the hashes of a result", () => {
  test("differ where one number does", () => {
    fc.assert(
      fc.property(int32, int32, int32, int32, (hash, low, high, other) => {
        fc.pre(low !== other && high !== other);
        expect(first32(hash, low, high)).not.toBe(first32(hash, other, high));
        expect(first32(hash, low, high)).not.toBe(first32(hash, low, other));
        expect(second32(hash, low, high)).not.toBe(second32(hash, other, high));
        expect(second32(hash, low, high)).not.toBe(second32(hash, low, other));
      }),
    );
  });

  test("are not both undone by the number beside: no value and 65,536, 0 and no value", () => {
    const none = -(2 ** 31);
    for (let ordinal = 1; ordinal <= 1_000; ordinal++) {
      const one = hashOf(ordinal, [[none, 65_536]]);
      expect(one).not.toEqual(hashOf(ordinal, [[0, none]]));
      expect(one).not.toEqual(hashOf(ordinal, [[0, 65_536]]));
    }
    fc.assert(
      fc.property(int32, int32, int32, (hash, low, high) => {
        // What undoes the highest bit in the first does not in the second.
        const [other, beside] = [low ^ (1 << 31), high ^ 0x80010000];
        expect(first32(hash, low, high)).toBe(first32(hash, other, beside));
        expect(second32(hash, low, high)).not.toBe(second32(hash, other, beside));
      }),
    );
  });

  test("are as good as never those of another ordinal", () => {
    const seen = new Set(
      Array.from({ length: 100_000 }, (_, ordinal) => hashOf(ordinal, [[7, 0]]).join()),
    );
    expect(seen.size).toBe(100_000);
  });
});
