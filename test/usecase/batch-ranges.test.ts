import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { batchShape, nextSegment } from "#usecase/batch-ranges.ts";
import type { Limits } from "#usecase/deps.ts";

const MIB = 1024 * 1024;

const LIMITS: Limits = {
  batchSize: null,
  lanes: 4,
  sequential: false,
  memoryLimitBytes: 256 * MIB,
  staleRunMs: 60_000,
};

describe("the shape of batches", () => {
  test.each([
    [1, 100],
    [1_000, 100],
    [1_001, 101],
    [10_000, 1_000],
    [24_995, 2_500],
    [10_000_000, 2_500],
  ])("a run of %i takes batches of %i", (responses, size) => {
    expect(batchShape(responses, 40, LIMITS)).toEqual({ size, lanes: 4 });
  });

  test("the operator's size stands, whatever the run", () => {
    expect(batchShape(10_000, 40, { ...LIMITS, batchSize: 7 })).toEqual({ size: 7, lanes: 4 });
  });

  test("sequential scoring has one lane", () => {
    expect(batchShape(10_000, 40, { ...LIMITS, sequential: true }).lanes).toBe(1);
  });

  test("rows of a batch stay within 4 MiB", () => {
    expect(batchShape(1_000_000, 5_000, LIMITS).size).toBe(838);
  });

  test("where memory is short, lanes shrink first, then batches", () => {
    const bytesEach = 40 * 8 + 256;
    const withRoomFor = (responses: number) =>
      batchShape(10_000, 40, { ...LIMITS, memoryLimitBytes: responses * bytesEach });
    expect(withRoomFor(4_000)).toEqual({ size: 1_000, lanes: 4 });
    expect(withRoomFor(2_999)).toEqual({ size: 1_000, lanes: 2 });
    expect(withRoomFor(999)).toEqual({ size: 999, lanes: 1 });
    expect(withRoomFor(0)).toEqual({ size: 1, lanes: 1 });
  });
});

describe("segments", () => {
  test("cover a range once, in order, and no batch crosses a step of the layout", () => {
    fc.assert(
      fc.property(
        fc.record({
          from: fc.integer({ min: 1, max: 50 }),
          length: fc.integer({ min: 1, max: 3_000 }),
          size: fc.integer({ min: 1, max: 40 }),
          steps: fc.uniqueArray(fc.integer({ min: 1, max: 3_000 }), { maxLength: 6 }),
        }),
        ({ from, length, size, steps }) => {
          const to = from + length - 1;
          const layoutSteps = steps
            .toSorted((a, b) => a - b)
            .map((fromOrdinal, index) => ({ fromOrdinal, rowLength: index + 1 }));
          let next = from;
          while (next <= to) {
            const segment = nextSegment({ from: next, to }, size, layoutSteps);
            expect(segment.length).toBeWithin(1, 101);
            for (const batch of segment) {
              expect(batch.from).toBe(next);
              expect(batch.to - batch.from + 1).toBeWithin(1, size + 1);
              expect(steps.some((step) => step > batch.from && step <= batch.to)).toBe(false);
              next = batch.to + 1;
            }
          }
          expect(next).toBe(to + 1);
        },
      ),
    );
  });
});
