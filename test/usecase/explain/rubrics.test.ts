/**
 * Points that people gave follow from the trace as all others do: levels, what
 * the ratings come to, limits and weight.
 *
 * @module
 */

import { expect, test } from "bun:test";
import fc from "fast-check";

import { explainResult, openAnswers } from "#engine/explain/explain-result.ts";
import type { Rating } from "#engine/rules/rubric/standing-ratings.ts";

import { encodeBatch, type Form, givenForm } from "../../engine/scoring/encoded-batch.ts";
import { rated } from "../../engine/scoring/rated-batch.ts";
import { equal, fraction, rounded, sum } from "./fraction.ts";
import { exactPoints, formulaOf, lastOf, pointsOf } from "./recompute.ts";

const worth = fc.constantFrom(-1, -0.5, 0, "1/3", "2/3", 1, 2, 5);

const rubric = fc.record(
  {
    worths: fc.array(fc.array(worth, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 3,
    }),
    doubleRating: fc.constantFrom<unknown[]>(
      "mean",
      "max",
      "first",
      { third_if_apart: 0 },
      { third_if_apart: "1/3" },
      { third_if_apart: 1.5 },
    ),
    penalty: fc.constantFrom(0.25, "1/3"),
    min: fc.constantFrom(-0.5, 0),
    max: fc.constantFrom("5/7", 2),
    minIfAttempted: fc.constantFrom(0.1, -0.25),
    blank: fc.constantFrom(-0.25, "1/3"),
    weight: fc.constantFrom(0, 2, "1/3"),
  },
  { requiredKeys: ["worths"] },
);

/** What three people find, as far as they have come to it, and whether there is anything to find. */
const essay = fc.record({
  rubric,
  picks: fc.array(fc.array(fc.nat(11), { minLength: 3, maxLength: 3 }), { maxLength: 4 }),
  fate: fc.constantFrom("answer", "answer", "answer", "answer", "null", "not_presented"),
});
const essays = fc.array(essay, { minLength: 1, maxLength: 5 });

type Essay = typeof essay extends fc.Arbitrary<infer Value> ? Value : never;

function itemOf({ rubric: { worths, ...more } }: Essay, place: number): object {
  const criteria = worths.map((levels, at) => ({
    id: `c${at}`,
    levels: levels.map((points, level) => ({ id: `l${level}`, points })),
  }));
  return { id: `q${place}`, type: "rubric", criteria, ...more };
}

/** The third to rate is the first again: a correction. */
function ratingsOf({ rubric: { worths }, picks }: Essay, place: number): Rating[] {
  return picks.map((levels, at) => {
    const found = worths.map(({ length }, c) => [`c${c}`, `l${(levels[c] ?? 0) % length}`]);
    const rater = ["ann", "bob", "ann", "cid"][at] ?? "";
    return { item: `q${place}`, rater, levels: JSON.stringify(Object.fromEntries(found)) };
  });
}

function explained(form: Form, response: object, ratings: readonly Rating[]) {
  const { rows } = encodeBatch(form, [response]);
  const { scored } = rated(
    form,
    [response],
    ratings.map(({ item, rater, levels }) => [0, item, rater, JSON.parse(levels)]),
  );
  const { items, codes } = openAnswers(form.plan, rows);
  const points = (scored.totals[0] as number) * form.plan.unit;
  const explanation = explainResult(form.plan, {
    revision: 1,
    definitionHash: null,
    layout: form.layout,
    row: rows,
    stored: { points, maxPoints: scored.maxima?.total[0] ?? null, scales: [] },
    texts: codes.map((code, at) => form.texts.get(items[at] ?? "")?.[code - 8] ?? null),
    ratings,
  });
  type Json = typeof explanation;
  return {
    points,
    provisional: scored.provisional?.[0],
    items: (JSON.parse(JSON.stringify(explanation)) as Json).items,
  };
}

test("points, steps and totals of rubrics follow from the trace alone", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(essays, (given) => {
      const form = givenForm({ items: given.map(itemOf) });
      const fates = given.map(({ fate }, place) => [`q${place}`, fate] as const);
      const answers = fates.filter(([, fate]) => fate === "answer" || fate === "null");
      const response = {
        candidate: "c",
        answers: Object.fromEntries(
          answers.map(([id, fate]) => [id, fate === "null" ? null : fate]),
        ),
        states: Object.fromEntries(fates.filter(([, fate]) => fate === "not_presented")),
      };
      const { items, points, provisional } = explained(form, response, given.flatMap(ratingsOf));
      for (const item of items) {
        seen.set(item.state, (seen.get(item.state) ?? 0) + 1);
        const isScored = item.state === "answered";
        expect(isScored && equal(formulaOf(item), fraction(item.formula ?? "none"))).toBe(isScored);
        if (!isScored) expect(item.formula).toBeNull();
        expect(item.points).toBe(Number(rounded(exactPoints(item)).top) / 1_000_000);
        expect([item.id, equal(lastOf(item), pointsOf(item))]).toEqual([item.id, true]);
      }
      expect(BigInt(points)).toBe(rounded(sum(items.map(pointsOf))).top);
      expect(provisional).toBe(items.some(({ state }) => state === "pending") ? 1 : 0);
    }),
    { numRuns: 300 },
  );
  for (const state of ["answered", "pending", "omitted", "not_presented"]) {
    expect(seen.get(state) ?? 0).toBeGreaterThan(20);
  }
});
