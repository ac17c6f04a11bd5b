import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { isWithinEdits } from "#engine/rules/text/edit-distance.ts";

describe("isWithinEdits", () => {
  test.each([
    ["kitten", "sitting", 3],
    ["paris", "paris", 0],
    ["paris", "pariss", 1],
    ["paris", "aris", 1],
    ["paris", "pXris", 1],
    ["paris", "prais", 2],
    ["", "ab", 2],
    ["ab", "", 2],
    ["😀a", "😁a", 1],
    ["intention", "execution", 5],
  ])("finds %p and %p %d edits apart", (a, b, edits) => {
    for (let most = 0; most <= 10; most++) {
      expect(isWithinEdits(points(a), points(b), most)).toBe(edits <= most);
    }
  });

  test("agrees with the whole table", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.nat(10), (a, b, most) => {
        expect(isWithinEdits(points(a), points(b), most)).toBe(wholeTable(a, b) <= most);
      }),
      { numRuns: 3_000 },
    );
  });

  test("looks at no more than the band", () => {
    for (const most of [1, 3, 10]) {
      for (const length of [100, 200, 1_000]) {
        const text = points("ab".repeat(length / 2));
        const { counted, reads } = countReads(text);
        expect(isWithinEdits(text, counted, most)).toBe(true);
        // One more pass sets up the first row.
        expect(reads()).toBeLessThanOrEqual((2 * most + 2) * length);
      }
    }
  });

  test("stops where nothing can be near any more", () => {
    const { counted, reads } = countReads(points("b".repeat(1_000)));
    expect(isWithinEdits(points("a".repeat(1_000)), counted, 2)).toBe(false);
    expect(reads()).toBeLessThan(1_000 + 50);
  });
});

function points(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function wholeTable(a: string, b: string): number {
  const table = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const above = table[i - 1] ?? [];
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    table.push(row);
  }
  return table[a.length]?.[b.length] ?? 0;
}

/** How often an element of the list is asked for. */
function countReads(list: readonly number[]) {
  let count = 0;
  const counted = new Proxy(list, {
    get(target, name, receiver) {
      if (typeof name === "string" && /^\d+$/.test(name)) count++;
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  return { counted, reads: () => count };
}
