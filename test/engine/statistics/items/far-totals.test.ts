import { expect, test } from "bun:test";

import fc from "fast-check";

import { cellCode } from "#engine/scoring/cell-code.ts";
import type { PlanItem } from "#engine/scoring/plan.ts";
import { FarTotals } from "#engine/statistics/items/far-totals.ts";
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
  const counts = walked([300]);
  if (counts === null) throw new Error("too many totals");
  const { total } = testsOfTally(form.plan, tallied(form, responses, [300]));
  expect(total.all.totals).toBeNull();
  expect(counts.all.total).toEqual(total.all.total);
  for (const [place, { n, totals }] of counts.all.items.entries()) {
    expect(n).toEqual(total.all.items[place]?.n as never);
    expect(totals).toEqual(total.all.items[place]?.totals as never);
  }
  const { batch, levels } = scored(form, encodeBatch(form, responses));
  const rows = responses.map((_, response) =>
    form.plan.items.map((item: PlanItem) => {
      const code = cellCode(form.plan, item, { batch, levels, response });
      return code;
    }),
  );
  const expected = countedMatrix({ items: total.items, rows });
  expect(counts.all.totals).toEqual(expected.all.totals as never);
  expect(counts.complete.totals).toEqual(expected.complete?.totals as never);
  expect(counts.complete.total).toEqual(expected.complete?.total as never);
  for (const [place, { joint }] of counts.all.items.entries()) {
    // Blanks that were not reached are told apart in the counts, not in the rows.
    expect(joint?.slice(8)).toEqual(expected.all.items[place]?.joint?.slice(8) as never);
  }
});

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
