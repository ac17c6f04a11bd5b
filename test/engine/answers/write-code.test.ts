import { expect, test } from "bun:test";
import fc from "fast-check";

import { readCode } from "#engine/answers/decode-response.ts";
import type { Column } from "#engine/answers/layout.ts";
import { writeCode } from "#engine/answers/write-code.ts";

test("readCode reads what writeCode wrote, and nothing beside it changes", () => {
  const width = fc.constantFrom<(1 | 2 | 4)[]>(1, 2, 4);
  fc.assert(
    fc.property(width, fc.nat(3), fc.nat(2), fc.nat(2 ** 31 - 1), (bytes, offset, row, number) => {
      const code = number % 256 ** bytes;
      const rows = new Uint8Array(3 * 8).fill(0xab);
      const column: Column = { item: "a", type: "text", width: bytes, offset, answers: [] };
      writeCode(rows, 8, column, row, code);
      expect(readCode(rows, column, row * 8)).toBe(code);
      expect(rows.filter((byte) => byte === 0xab).length).toBeGreaterThanOrEqual(24 - bytes);
    }),
  );
});

test("four bytes hold every code up to 2^32 - 1", () => {
  const column: Column = { item: "a", type: "text", width: 4, offset: 0, answers: [] };
  const rows = new Uint8Array(4);
  writeCode(rows, 4, column, 0, 2 ** 32 - 1);
  expect(readCode(rows, column)).toBe(2 ** 32 - 1);
  expect(() => writeCode(rows, 4, column, 0, 2 ** 32)).toThrow(RangeError);
});
