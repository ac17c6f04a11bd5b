import { expect, test } from "bun:test";

import { countInto } from "#engine/statistics/count-batch.ts";
import { emptyTally } from "#engine/statistics/tally.ts";
import { scoreBatch } from "#engine/scoring/score-batch.ts";

import { givenForm } from "./encoded-batch.ts";

const items = Array.from({ length: 9 }, (_, place) => ({
  id: `q${place}`,
  type: "single_choice",
  options: ["A", "B", "C", "D"],
  key: "A",
}));
const form = givenForm({
  items,
  scales: [{ id: "s", items: items.slice(2, 7).map(({ id }) => id), aggregate: "sum" }],
});
const { plan } = form;
const NO_LEVELS = new Uint16Array(0);

function scored(rows: readonly (readonly number[])[]) {
  const batch = {
    count: rows.length,
    rows: Uint8Array.from(rows.flat()),
    hasGaps: false,
    fromOrdinal: 1,
  };
  return { batch, levels: NO_LEVELS, scored: scoreBatch(plan, batch, NO_LEVELS) };
}

test("a code that a later revision added fails its response, and no other", () => {
  const right = items.map(() => 8);
  // 24 is 8 and one more sixteen: four bits would take it for a right answer and its neighbour's.
  for (const code of [12, 16, 24, 200, 255]) {
    for (const place of items.keys()) {
      const later = right.with(place, code);
      const countable = scored([right, later, right]);
      const { totals, scales } = countable.scored;
      expect([...totals]).toEqual([9, Number.NaN, 9]);
      expect([scales[0]?.[0], scales[0]?.[2]]).toEqual([5, 5]);
      const tally = emptyTally(plan);
      countInto(plan, tally)(countable);
      expect([tally.responses, tally.failed]).toEqual([2, 1]);
    }
  }
});

test("rows that begin anywhere in their memory give the same", () => {
  const memory = new Uint8Array(64);
  for (const offset of [0, 1, 2, 3]) {
    const rows = memory.subarray(offset, offset + 18).fill(8);
    const batch = { count: 2, rows, hasGaps: false, fromOrdinal: 1 };
    expect([...scoreBatch(plan, batch, NO_LEVELS).totals]).toEqual([9, 9]);
  }
});

test("sums that do not fit into one word take another, and come out the same", () => {
  const fine = givenForm({
    items: items.map((item, place) => ({ ...item, points: 1 + (place + 1) / 1_000_000 })),
    scales: [0, 1, 2].map((scale) => ({
      id: `s${scale}`,
      items: items.slice(scale, scale + 6).map(({ id }) => id),
      aggregate: "sum",
    })),
  });
  expect(fine.plan.words.length).toBeGreaterThan(1);
  // Blanks too, so that the highest bits of a word are in use: many in some rows, none in others.
  const rows = Uint8Array.from({ length: 9 * 40 }, (_, cell) => {
    if ((cell * 7919) % 41 < Math.floor(cell / 9)) return 1;
    return 8 + ((cell * cell) % 5 === 0 ? 1 : 0);
  });
  const batch = { count: 40, rows, hasGaps: false, fromOrdinal: 1 };
  const { totals, scales } = scoreBatch(fine.plan, batch, NO_LEVELS);
  const worth = (response: number, from: number, to: number) => {
    let sum = 0;
    for (let place = from; place < to; place++) {
      if (rows[response * 9 + place] === 8) sum += 1_000_000 + place + 1;
    }
    return sum;
  };
  for (const response of totals.keys()) {
    expect((totals[response] as number) * fine.plan.unit).toBe(worth(response, 0, 9));
    for (const [scale, values] of scales.entries()) {
      const sum = (values[response] as number) * fine.plan.unit;
      expect(sum).toBe(worth(response, scale, scale + 6));
    }
  }
});
