import { expect, test } from "bun:test";

import fc from "fast-check";

import { cellCode } from "#engine/scoring/cell-code.ts";
import { FarTotals } from "#engine/statistics/items/far-totals.ts";
import type { TestBlock } from "#engine/statistics/items/test-counts.ts";
import { testsOfTally } from "#engine/statistics/items/tests-of-tally.ts";

import { mixedForm, mixedResponses } from "../../../support/mixed-form.ts";
import { encodeBatch, givenForm, scored, tallied } from "../../scoring/encoded-batch.ts";
import { countedMatrix } from "./counted-matrix.ts";

/** Weights whose totals share no unit but the micropoint. */
const form = givenForm({
  trailingBlanks: "not_reached",
  items: mixedForm.items.slice(0, 7).map((item, index) => ({ ...item, weight: `${index + 1}/7` })),
});
const ids = new Set(form.definition.items.map(({ id }) => id));
const ofForm = (values: unknown) =>
  Object.fromEntries(Object.entries(values as object).filter(([id]) => ids.has(id)));
const responses = mixedResponses(300).map(({ candidate, answers, states }) => ({
  candidate,
  answers: ofForm(answers),
  states: ofForm(states),
}));

function walked(sizes: readonly number[]) {
  const counting = new FarTotals(form.plan);
  for (let from = 0, turn = 0; from < responses.length; turn++) {
    const size = sizes[turn % sizes.length] as number;
    counting.add(scored(form, encodeBatch(form, responses.slice(from, from + size), from + 1)));
    from += size;
  }
  return counting.blocks();
}

test("totals that a tally keeps in bins are counted one by one", () => {
  expect(form.plan.cells.binWidth).toBeGreaterThan(1);
  const counts = walked([300]) ?? { all: null, complete: null };
  const { total } = testsOfTally(form.plan, tallied(form, responses, [300]));
  expect(total.all.totals).toBeNull();
  expect(counts.all?.total).toEqual(total.all.total);
  expect(sumsOf(counts.all)).toEqual(sumsOf(total.all));

  const expected = countedMatrix({ items: total.items, rows: codesOf() });
  for (const block of ["all", "complete"] as const) {
    expect(answersOf(counts[block])).toEqual(answersOf(expected[block]));
  }
});

function sumsOf(block: TestBlock | null) {
  return block?.items.map(({ n, totals }) => ({ n, totals }));
}

/** Blanks that were not reached are told apart in the counts, not in the rows. */
function answersOf(block: TestBlock | null) {
  if (block === null) return null;
  const { total, totals, items } = block;
  return { total, totals, joint: items.map(({ joint }) => joint?.slice(8)) };
}

function codesOf(): number[][] {
  const { batch, levels } = scored(form, encodeBatch(form, responses));
  return responses.map((_, response) =>
    form.plan.items.map((item) => cellCode(form.plan, item, { batch, levels, response })),
  );
}

test("it does not matter how responses are cut into batches", () => {
  const whole = walked([300]);
  const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(sizes, (cut) => {
      expect(walked(cut)).toEqual(whole);
    }),
    { numRuns: 15 },
  );
});

test("more different totals than fit are not kept at all", () => {
  const { plan } = form;
  const few = { ...plan, cells: { ...plan.cells, stride: 2 ** 19 } };
  const counting = new FarTotals(few);
  const batch = scored(form, encodeBatch(form, responses));
  expect(new Set(batch.scored.totals).size).toBeGreaterThan(8);
  counting.add(batch);
  expect(counting.blocks()).toBeNull();
});
