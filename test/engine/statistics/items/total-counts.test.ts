/** The counts of the total are those of counting one response after another. */

import { describe, expect, test } from "bun:test";

import { analyseTest } from "#engine/statistics/items/analyse-test.ts";
import type { TestCounts } from "#engine/statistics/items/test-counts.ts";
import { testsOfTally } from "#engine/statistics/items/tests-of-tally.ts";
import { isAnswered } from "#engine/scoring/is-answered.ts";
import type { Plan } from "#engine/scoring/plan.ts";
import { emptyTally } from "#engine/statistics/tally.ts";

import { mixedForm, mixedResponses } from "../../../support/mixed-form.ts";
import { encodeBatch, type Form, givenForm, scored, tallied } from "../../scoring/encoded-batch.ts";
import { countedMatrix } from "./counted-matrix.ts";

describe("the counts of the total", () => {
  test("are those of a form with items of every kind, narrow and wide", () => {
    const form = givenForm(onWholePoints);
    expect(form.plan.cells.binWidth).toBe(1);
    expect(form.plan.wide.count).toBeGreaterThan(0);
    const responses = mixedResponses(200);
    const { total } = testsOfTally(form.plan, tallied(form, responses, [70]));
    const expected = countedOneByOne(form, responses);
    expect(withoutEmpty(total)).toEqual(withoutEmpty(expected));
    expect(total.gaps).toBeGreaterThan(20);
  });

  test("are exact where several totals share a bin, but for what is not kept", () => {
    const form = givenForm(mixedForm);
    expect(form.plan.cells.binWidth).toBeGreaterThan(1);
    const responses = mixedResponses(200);
    const { total } = testsOfTally(form.plan, tallied(form, responses, [70]));
    const expected = withoutEmpty(countedOneByOne(form, responses));
    const items = expected.items.map((item) => ({
      ...item,
      codes: item.codes.map((code) => ({ ...code, joint: null })),
    }));
    expect(withoutEmpty(total)).toEqual({ ...expected, totals: null, items });
  });

  test("are all known of nobody, though totals would share bins", () => {
    const form = givenForm(mixedForm);
    const { total } = testsOfTally(form.plan, emptyTally(form.plan));
    expect(total.all.totals).toEqual({ totals: new Float64Array(0), counts: new Float64Array(0) });
    const { test: analysis } = analyseTest(total, { strata: 5, absentMeans: "omitted" });
    expect(analysis.reliability.listwise.n).toBe(0);
    expect(Object.values(analysis.reasons)).not.toContain("counts_not_kept");
  });

  test("know what answers can earn, whether anyone has", () => {
    const { plan } = givenForm({
      items: [
        { id: "a", type: "rating", min: 1, max: 4 },
        { id: "b", type: "single_choice", options: ["A", "B"], optionPoints: { A: -0.5, B: 2 } },
      ],
    });
    const { items, unit } = testsOfTally(plan, emptyTally(plan)).total;
    expect(items.map(({ least, most }) => [least, most])).toEqual([
      [2, 8],
      [-1, 4],
    ]);
    expect(unit).toEqual({ p: 1n, q: 2n });
  });
});

/** Without thirds of points. */
const onWholePoints = {
  items: mixedForm.items.map((item) =>
    Object.fromEntries(
      Object.entries(item).filter(([name]) => name !== "rule" && name !== "weight"),
    ),
  ),
};

function countedOneByOne(form: Form, responses: readonly unknown[]): TestCounts {
  const { plan } = form;
  const { batch, levels } = scored(form, encodeBatch(form, responses));
  const rows = Array.from({ length: batch.count }, (_, response) =>
    plan.items.map(({ width, offset, slot }) =>
      width === 1
        ? (batch.rows[response * plan.rowLength + offset] as number)
        : (levels[response * plan.wide.count + slot] as number),
    ),
  );
  const unit = testsOfTally(plan, emptyTally(plan)).total.unit;
  return countedMatrix({ items: itemsOf(plan), rows, unit });
}

function itemsOf({ items, unit }: Plan): TestCounts["items"] {
  return items.map(({ item, units, compiled }) => ({
    id: item.id,
    least: Math.min(...compiled.levels) / unit,
    most: Math.max(...compiled.levels) / unit,
    codes: Array.from(units, (x, code) => ({ code, x, isAnswer: isAnswered(item, code) })),
  }));
}

/** By what is counted. */
function withoutEmpty({ all, items, gaps, unit }: TestCounts) {
  return {
    gaps,
    unit,
    total: all.total,
    totals: all.totals,
    items: items.map(({ id, codes, least, most }, place) => ({
      id,
      least,
      most,
      codes: codes.flatMap(({ code, x, isAnswer }, index) => {
        const { n, totals, joint } = all.items[place] ?? { n: [], totals: [], joint: null };
        const counted = { n: n[index], totals: totals[index], joint: joint?.[index] ?? null };
        return counted.n === 0 ? [] : [{ code, x, isAnswer, ...counted }];
      }),
    })),
  };
}
