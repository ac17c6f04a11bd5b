/** What is counted of scales stays within its budget of memory, however many there are. */

import { describe, expect, test } from "bun:test";

import { summarize } from "#engine/statistics/summarize.ts";
import { testsOfTally } from "#engine/statistics/items/tests-of-tally.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";

import { type Form, givenForm, tallied } from "./encoded-batch.ts";

/** 60,001 values: 480,008 bytes of two blocks, beside 20 members of 10 codes. */
const items = Array.from({ length: 20 }, (_, place) => ({
  id: `q${place}`,
  type: "single_choice",
  options: ["A", "B"],
  optionPoints: { A: 3000, B: 1 },
}));
const sums = (count: number, own: readonly object[] = items) =>
  Array.from({ length: count }, (_, place) => ({
    id: `s${place}`,
    items: own.map((item) => (item as { readonly id: string }).id),
    aggregate: "sum",
  }));
const groupBy = ["a", "b", "c"].map((attribute) => ({
  attribute,
  values: Array.from({ length: 20 }, (_, place) => `${place}`),
}));

const MOST_BYTES = 16 * 2 ** 20;

describe("the counts of scales", () => {
  test("keep values one by one while there is room, and then go without", () => {
    const { plan } = givenForm({ items, scales: sums(50) });
    const values = plan.tests.map((own) => own?.valueCount);
    expect(values.slice(0, 34)).toEqual(Array(34).fill(60_001));
    expect(values.slice(34)).toEqual(Array(16).fill(null));
    expect(bytesOf(emptyTally(plan))).toBeLessThan(MOST_BYTES);
  });

  test("stay within the room that groups leave them", () => {
    const { plan } = givenForm({ items, scales: sums(256), groupBy });
    expect(bytesOf(emptyTally(plan))).toBeLessThan(MOST_BYTES);
  });

  test("leave out scales that there is no room for, whose summary stays as it was", () => {
    const scales = sums(100);
    const form = givenForm({ items, scales, groupBy });
    const counted = form.plan.tests.filter((own) => own !== null).length;
    expect(counted).toBeGreaterThan(30);
    expect(counted).toBeLessThan(100);
    const responses = Array.from({ length: 30 }, (_, place) => ({
      candidate: `${place}`,
      answers: Object.fromEntries(
        items.map(({ id }, item) => [id, (place * item) % 3 === 0 ? "A" : "B"]),
      ),
    }));
    const tally = tallied(form, responses, [30]);
    expect(testsOfTally(form.plan, tally).scales.length).toBe(counted);
    const [first, ...others] = summaryOf(form, tally).scales;
    for (const { id: _, ...other } of others) expect(first).toMatchObject(other);
  });
});

function summaryOf({ plan }: Form, tally: Tally) {
  return summarize(plan, tally, new Map(Array.from({ length: 31 }, (_, rank) => [rank, 0])));
}

function bytesOf(tally: Tally): number {
  return [tally, ...tally.groups].reduce((sum, { tests }) => {
    const own = tests.flatMap((one) =>
      one === null ? [] : [one.histogram, one.counts, one.low, one.high],
    );
    return sum + own.reduce((bytes, { byteLength }) => bytes + byteLength, 0);
  }, 0);
}
