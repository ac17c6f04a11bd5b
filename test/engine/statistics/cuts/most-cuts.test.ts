/** Cuts beyond the most that are classified are counted, and say why they have no more. */

import { describe, expect, test } from "bun:test";

import { exact } from "#engine/definition/quantity.ts";
import { inverseTcc, inverseTccs } from "#engine/irt/inverse-tcc.ts";
import { compileModel } from "#engine/irt/compile-model.ts";
import type { ItemModel } from "#engine/irt/item-model.ts";
import { cutPass } from "#engine/statistics/cuts/cut-pass.ts";
import { planCuts } from "#engine/statistics/cuts/plan-cuts.ts";
import { planThetaCuts } from "#engine/statistics/cuts/plan-theta-cuts.ts";
import { reportCuts } from "#engine/statistics/cuts/report-cuts.ts";
import { reportThetaCuts } from "#engine/statistics/cuts/report-theta-cuts.ts";
import { standingOfTotals } from "#engine/statistics/cuts/standing.ts";

import { encodeBatch, givenForm, scored } from "../../scoring/encoded-batch.ts";

const items = Array.from({ length: 8 }, (_, place) => ({
  id: `q${place}`,
  type: "single_choice",
  options: ["A", "B"],
  key: "A",
}));
const ids = items.map(({ id }) => id);
const cutsUpTo = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    min: (place + 1) / 64,
    label: `${place}`,
  }));
const parameters = ids.map((id, place) => ({ id, model: "2PL", a: 1, b: place / 4 - 1 }));
const entry = { D: 1, omitted: "lowest", method: "eap", items: parameters };
const scales = ["a", "b", "c"].map((id) => ({ id, items: ids, aggregate: "sum" }));
const responses = Array.from({ length: 40 }, (_, candidate) => ({
  candidate: `${candidate}`,
  answers: Object.fromEntries(
    ids.map((id, place) => [id, (candidate * (place + 3)) % 7 < 3 + place / 3 ? "A" : "B"]),
  ),
}));

describe("cuts beyond 250", () => {
  test("of points are counted, not classified; the next set that fits is", () => {
    const { sets } = reportsOf({
      items,
      scales,
      bands: [
        { scale: "a", cuts: cutsUpTo(200) },
        { scale: "b", cuts: cutsUpTo(100) },
        { scale: "c", cuts: cutsUpTo(50) },
      ],
      irt: scales.map(({ id }) => ({ ...entry, scale: id })),
    });
    const [a, b, c] = sets.map(({ cuts }) => cuts);
    expect(
      b?.every(({ atOrAbove, sem }, place) => {
        return sem === a?.[place]?.sem && Bun.deepEquals(atOrAbove, a?.[place]?.atOrAbove);
      }),
    ).toBe(true);
    for (const cut of b ?? []) {
      expect(cut).toMatchObject({ theta: null, livingstonLewis: null, lee: null, rudner: null });
      expect(cut.reasons).toMatchObject(reasonsOfNothing);
    }
    for (const own of [a, c]) {
      expect(own?.every(({ livingstonLewis }) => livingstonLewis !== null)).toBe(true);
      expect(own?.at(-1)?.lee).not.toBeNull();
    }
    expect(c?.[7]).toEqual(a?.[7] as never);
  });

  test("of abilities are counted, not classified", () => {
    const { thetas, planned } = reportsOf({
      items,
      bands: [{ scale: "total", on: "theta", cuts: cutsUpTo(251) }],
      irt: [{ ...entry, scale: "total" }],
    });
    const [ofBands, asked] = thetas;
    // Nor is anything added up for it, candidate by candidate.
    expect(planned.map(({ rudner }) => rudner.sums.parts[0]?.accuracy.n)).toEqual([0, 40]);
    expect(ofBands).toMatchObject({ n: 40, rudner: null, reasons: { rudner: "too_many_cuts" } });
    expect(ofBands?.cuts[3]).toMatchObject({
      rudner: null,
      thetaSe: expect.any(Number),
      reasons: { rudner: "too_many_cuts" },
    });
    expect(asked).toMatchObject({ from: "asked", n: 40, reasons: {} });
    expect(asked?.rudner).not.toBeNull();
  });
});

test("several scores look at the curve in the same places once, and come to the same abilities", () => {
  let looks = 0;
  const models = parameters.map((own): ItemModel => {
    const model = compileModel(own as never, 1);
    return {
      ...model,
      curves: (theta, into) => {
        looks++;
        model.curves(theta, into);
      },
    };
  });
  const scores = Array.from({ length: 250 }, (_, place) => (place * 8) / 249);
  const alone = scores.map((score) => inverseTcc(models, score));
  const looksAlone = looks;
  looks = 0;
  expect(inverseTccs(models, scores)).toEqual(alone);
  expect(alone.filter(({ ok }) => ok).length).toBe(248);
  expect(looks).toBeLessThan(looksAlone / 5);
});

const reasonsOfNothing = {
  theta: "too_many_cuts",
  thetaSe: "too_many_cuts",
  livingstonLewis: "too_many_cuts",
  lee: "too_many_cuts",
  rudner: "too_many_cuts",
};

function reportsOf(definition: unknown) {
  const form = givenForm(definition);
  const sets = planCuts(form.plan, exact(1));
  const thetas = planThetaCuts(form.plan, [0]);
  const tests = new Set(sets.map((set) => set.test.scaleIndex));
  const pass = cutPass(form.plan, { sets, tests, rudner: [], thetas });
  pass.count(scored({ ...form, plan: pass.plan }, encodeBatch(form, responses)));
  return {
    sets: sets.map((set) => {
      const totals = pass.totalsOf(set.test.scaleIndex);
      const standing = standingOfTotals(set, totals);
      return reportCuts(set, { standing, totals, reliability: 0.8, rudner: null });
    }),
    thetas: thetas.map(reportThetaCuts),
    planned: thetas,
  };
}
