import { expect, test } from "bun:test";

import type { ResponseBatch } from "#engine/scoring/plan.ts";
import { scoreBatch } from "#engine/scoring/score-batch.ts";
import { countBatch } from "#engine/statistics/count-batch.ts";
import { itemMoments } from "#engine/statistics/item-moments.ts";
import { meanOf, sdOf } from "#engine/statistics/mean-and-sd.ts";
import { rankProbes } from "#engine/statistics/order-statistics.ts";
import { quotient } from "#engine/statistics/quotient.ts";
import { summarize } from "#engine/statistics/summarize.ts";
import { emptyTally } from "#engine/statistics/tally.ts";

import { seededRandom } from "../../support/mixed-form.ts";
import { givenForm } from "../scoring/encoded-batch.ts";

const RESPONSES = 1_000_000;
const BATCH = 5_000;
const ITEMS = 6;

/** Points that share no unit but the micropoint, with totals well above 2^26 micropoints. */
const form = givenForm({
  items: Array.from({ length: ITEMS }, (_, index) => ({
    id: `q${index}`,
    type: "single_choice",
    options: ["A", "B", "C", "D"],
    optionPoints: { A: `${100 + index}/3`, B: `${10 + index}/7`, C: `-${index + 1}/9` },
  })),
});

test("statistics of 1,000,000 responses with fractional points are those of BigInt", () => {
  const random = seededRandom(11);
  const tally = emptyTally(form.plan);
  const totals: bigint[] = [];
  const items = Array.from({ length: ITEMS }, () => ({ sum: 0n, squares: 0n }));
  for (let from = 0; from < RESPONSES; from += BATCH) {
    const rows = Uint8Array.from({ length: BATCH * ITEMS }, () => 8 + random(4));
    const batch: ResponseBatch = { count: BATCH, rows, hasGaps: false, fromOrdinal: from + 1 };
    const levels = new Uint16Array(0);
    countBatch(form.plan, tally, { batch, levels, scored: scoreBatch(form.plan, batch, levels) });
    addPlainly(rows, totals, items);
  }
  expect(form.plan.cells.binWidth).toBeGreaterThan(1);

  const n = BigInt(RESPONSES);
  const unit = BigInt(form.plan.unit);
  const sum = totals.reduce((all, total) => all + total, 0n);
  const squares = totals.reduce((all, total) => all + total * total, 0n);
  expect(tally.total.sum * unit).toBe(sum);
  expect(tally.total.squares * unit * unit).toBe(squares);
  expect(meanOf(tally.total, form.plan.unit)).toBe(quotient(sum, n * 1_000_000n));
  const spread = quotient(n * squares - sum * sum, n * (n - 1n) * 10n ** 12n);
  expect(sdOf(tally.total, form.plan.unit)).toBe(Math.sqrt(spread));
  expect(itemMoments(form.plan, tally)).toEqual(
    items.map((item) => ({ sum: item.sum / unit, squares: item.squares / unit / unit })),
  );

  const sorted = BigInt64Array.from(totals).sort();
  const byRank = new Map<number, number>();
  for (const { rank, low, high, skip } of rankProbes(form.plan, tally)) {
    const inBin = sorted.filter((total) => total >= BigInt(low) && total <= BigInt(high));
    expect(inBin[skip]).toBe(sorted[rank] as bigint);
    byRank.set(rank, Number(inBin[skip]));
  }
  const summary = summarize(form.plan, tally, byRank);
  const middle = (sorted[RESPONSES / 2 - 1] as bigint) + (sorted[RESPONSES / 2] as bigint);
  expect(summary.median).toBe(quotient(middle, 2_000_000n));
  expect(summary.max).toBe(Number(sorted.at(-1)) / 1_000_000);
  expect(Number(sorted.at(-1))).toBeGreaterThan(2 ** 26);
}, 60_000);

/** Item by item from the definition's tables, in BigInt throughout. */
function addPlainly(
  rows: Uint8Array,
  totals: bigint[],
  items: { sum: bigint; squares: bigint }[],
): void {
  for (let row = 0; row < rows.length; row += ITEMS) {
    let total = 0n;
    for (const [index, sums] of items.entries()) {
      const points = POINTS[index]?.[(rows[row + index] as number) - 8] as bigint;
      total += points;
      sums.sum += points;
      sums.squares += points * points;
    }
    totals.push(total);
  }
}

/** Whole micropoints of the options, rounded half away from zero by hand. */
const POINTS = Array.from({ length: ITEMS }, (_, index) => [
  rounded(100 + index, 3),
  rounded(10 + index, 7),
  -rounded(index + 1, 9),
  0n,
]);

function rounded(p: number, q: number): bigint {
  return (2n * BigInt(p) * 1_000_000n + BigInt(q)) / (2n * BigInt(q));
}
