/** Rudner's method where candidates were shown different items. */

import { expect, test } from "bun:test";

import {
  countRudner,
  emptyRudnerCount,
  planRudner,
  type RudnerCount,
} from "#engine/statistics/cuts/rudner-count.ts";
import type { ThetaSetPlan } from "#engine/statistics/cuts/plan-theta-cuts.ts";
import { reportThetaCuts } from "#engine/statistics/cuts/report-theta-cuts.ts";
import {
  addToRudner,
  emptyRudnerSums,
  rudnerClassification,
} from "#engine/statistics/cuts/rudner.ts";

import reference from "../../../reference/classify-lsat7.json";
import { must } from "../../../support/must.ts";
import { encodeBatch, givenForm, scored } from "../../scoring/encoded-batch.ts";
import { eapOf, informationAt } from "./plain-model.ts";

const ids = reference.items.map((_, index) => `q${index}`);
/** Another method and grid: they are the results', not this one's. */
const form = givenForm({
  items: ids.map((id) => ({ id, type: "single_choice", options: ["A", "B"], key: "A" })),
  irt: [
    {
      scale: "total",
      D: 1,
      omitted: "missing",
      method: "wle",
      items: reference.items.map(({ a, b }, index) => ({ id: ids[index], model: "2PL", a, b })),
    },
  ],
});

/** Answers by item: right, wrong, or nothing. */
const patterns = [
  [1, 1, 1, 1, 1],
  [0, 0, 0, 0, 0],
  [1, null, 0, null, 1],
  [null, null, null, 1, null],
  [null, null, null, null, null],
];
const cuts = [-0.5, 0.5];

function asked(count: RudnerCount): ThetaSetPlan {
  const [irt] = form.definition.irt ?? [];
  if (irt === undefined) throw new Error("no parameters");
  return { irt, irtIndex: 0, labels: null, rudner: count, standing: count };
}

test("an ability and its error are those of the items that were answered", () => {
  const responses = patterns.map((pattern, index) => ({
    candidate: `c-${index}`,
    answers: Object.fromEntries(
      pattern.flatMap((x, item) => (x === null ? [] : [[ids[item], x === 1 ? "A" : "B"]])),
    ),
  }));
  const count = emptyRudnerCount("total", cuts, false);
  const [plan] = planRudner(form.plan, new Set(["total"]));
  if (plan === undefined) throw new Error("no plan");
  countRudner(form.plan, plan, [count], scored(form, encodeBatch(form, responses)));

  const sums = emptyRudnerSums(cuts);
  let reached = 0;
  for (const pattern of patterns.slice(0, 4)) {
    const shown = reference.items.filter((_, item) => pattern[item] !== null);
    const answers = pattern.filter((x) => x !== null);
    const theta = eapOf(shown, answers);
    if (theta >= -0.5) reached++;
    addToRudner(sums, theta, 1 / Math.sqrt(informationAt(shown, theta)));
  }
  const expected = must(rudnerClassification(sums));
  const found = must(rudnerClassification(count.sums));
  expect(found.n).toBe(4);
  for (const [index, cut] of [...expected.cuts, expected.simultaneous].entries()) {
    const own = found.cuts[index] ?? found.simultaneous;
    expect(own.accuracy).toBeCloseTo(cut.accuracy, 9);
    expect(own.consistency).toBeCloseTo(cut.consistency, 9);
  }
  const report = reportThetaCuts(asked(count));
  expect(report).toMatchObject({
    n: 4,
    cuts: [{ atOrAbove: { n: reached }, below: { n: 4 - reached } }, {}],
  });
  expect(reached).toBeGreaterThan(0);
  expect(reached).toBeLessThan(4);
});

test("nobody has an ability: null with a reason", () => {
  const report = reportThetaCuts(asked(emptyRudnerCount("total", cuts, false)));
  expect(report).toMatchObject({ n: 0, rudner: null, reasons: { rudner: "no_candidates" } });
  expect(report.cuts[0]).toMatchObject({
    rudner: null,
    below: { n: 0, share: null },
    reasons: { rudner: "no_candidates", share: "no_candidates" },
  });
});
