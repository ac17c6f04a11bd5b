/** How the points of an answer that people score come about. */

import { describe, expect, test } from "bun:test";

import { explainResult, openAnswers } from "#engine/explain/explain-result.ts";
import type { Rating } from "#engine/rules/rubric/standing-ratings.ts";

import { encodeBatch, type Form, givenForm } from "../scoring/encoded-batch.ts";
import { rated } from "../scoring/rated-batch.ts";

const criteria = [
  { id: "content", levels: [0, 2, 4].map((points) => ({ id: `c${points}`, points })) },
  { id: "language", levels: [0, "1/3", 1].map((points, at) => ({ id: `l${at}`, points })) },
];
const essay = { id: "essay", type: "rubric", criteria, doubleRating: { third_if_apart: 2 } };
const choice = { id: "q", type: "single_choice", options: ["A", "B"], key: "A" };
const form = givenForm({
  items: [choice, { ...essay, weight: 2, penalty: 1 }],
  scales: [{ id: "s", items: ["essay"], aggregate: "sum" }],
  bands: [
    { scale: "total", cuts: [{ min: 0, label: "any" }] },
    { scale: "s", cuts: [{ min: 0, label: "any" }] },
  ],
});
const answers = { q: "A", essay: "text" };

function said(rater: string, content: number, language: number, comment?: string): Rating {
  const levels = JSON.stringify({ content: `c${content}`, language: `l${language}` });
  return { item: "essay", rater, levels, ...(comment === undefined ? {} : { comment }) };
}

function explained(given: Form, ratings: readonly Rating[], sent: object) {
  const response = { candidate: "c", ...sent };
  const { rows } = encodeBatch(given, [response]);
  const { scored } = rated(
    given,
    [response],
    ratings.map(({ rater, item, levels }) => [0, item, rater, JSON.parse(levels)]),
  );
  const { items, codes } = openAnswers(given.plan, rows);
  const { unit } = given.plan;
  return explainResult(given.plan, {
    revision: 1,
    definitionHash: null,
    layout: given.layout,
    row: rows,
    stored: {
      points: (scored.totals[0] as number) * unit,
      maxPoints: scored.maxima?.total[0] ?? null,
      scales: scored.scales.map(([value = 0]) => (Number.isNaN(value) ? null : value * unit)),
    },
    texts: codes.map((code, at) => given.texts.get(items[at] ?? "")?.[code - 8] ?? null),
    ratings,
  });
}

function essayOf(ratings: readonly Rating[], sent: object = { answers }) {
  return explained(form, ratings, sent).items[1];
}

describe("an answer that people scored", () => {
  test("has what they said, which of it counts, and every step after that", () => {
    const ratings = [said("ann", 4, 1, "well argued"), said("bob", 2, 1), said("ann", 4, 2)];
    // 5 and 7/3 are more than 2 apart; with 4 of the third, 5 and 4 are the closest.
    expect(essayOf([...ratings, said("cid", 4, 0)])).toMatchObject({
      type: "rubric",
      rule: "rubric",
      state: "answered",
      answer: "text",
      normal: [
        { content: "c4", language: "l2" },
        { content: "c2", language: "l1" },
        { content: "c4", language: "l0" },
      ],
      evidence: {
        points: ["5", "7/3", "4"],
        used: [0, 2],
        raters: [
          { rater: "ann", levels: { content: "c4", language: "l2" } },
          { rater: "bob", levels: { content: "c2", language: "l1" } },
          { rater: "cid", levels: { content: "c4", language: "l0" } },
        ],
      },
      formula: "9/2",
      steps: [{ step: "weight", by: "2", points: "9" }],
      points: 9,
      maxPoints: 10,
    });
  });

  test("has a rater's comment, and only where there is one", () => {
    const one = givenForm({ items: [{ id: "essay", type: "rubric", criteria }] });
    const sent = { answers: { essay: "text" } };
    for (const comment of ["short", undefined]) {
      const { items } = explained(one, [said("ann", 0, 1, comment)], sent);
      const rater = { rater: "ann", levels: { content: "c0", language: "l1" } };
      expect(items[0]?.evidence["raters"]).toEqual([
        comment === undefined ? rater : { ...rater, comment },
      ]);
      expect(items[0]).toMatchObject({ formula: "1/3", points: 0.333333 });
    }
  });

  test("of no worth has its penalty", () => {
    expect(essayOf([said("ann", 0, 0), said("bob", 0, 0)])).toMatchObject({
      formula: "0",
      steps: [
        { step: "penalty", by: "1", points: "-1" },
        { step: "weight", by: "2", points: "-2" },
      ],
      points: -2,
    });
  });
});

describe("an answer that waits", () => {
  test("has no points yet, and says what raters said so far", () => {
    const first = said("ann", 4, 2);
    const { items, scales, bands } = explained(form, [first, said("bob", 0, 0)], { answers });
    expect(items[1]).toMatchObject({
      state: "pending",
      answer: "text",
      evidence: { raters: [{ rater: "ann" }, { rater: "bob" }] },
      formula: null,
      steps: [],
      points: 0,
      maxPoints: 10,
    });
    expect(scales).toMatchObject([{ raw: null, value: null, reason: "ratings_pending" }]);
    expect(bands).toMatchObject([
      { value: null, met: null, next: null },
      { value: null, met: null, next: null },
    ]);
    expect(essayOf([])).toMatchObject({ state: "pending", evidence: { raters: [] } });
  });

  test("that the dictionary lacks is a fault of the service", () => {
    const { rows } = encodeBatch(form, [{ candidate: "c", answers }]);
    const stored = { points: 1_000_000, maxPoints: null, scales: [null] };
    const { layout, plan } = form;
    const given = { revision: 1, definitionHash: null, layout, row: rows, stored, ratings: [] };
    expect(() => explainResult(plan, { ...given, texts: [] })).toThrow(/no answer 8 of item essay/);
  });
});

test.each([
  [{ answers: { q: "A", essay: null } }, "omitted"],
  [{ answers: { q: "A" } }, "omitted"],
  [{ answers: { q: "A" }, states: { essay: "not_presented" } }, "not_presented"],
  [{ answers: { q: "A" }, states: { essay: "not_applicable" } }, "not_applicable"],
])("an answer that is not there has nothing to rate: %j", (sent, state) => {
  const blank = givenForm({ items: [choice, { ...essay, blank: -1 }] });
  const points = state === "omitted" ? -1 : 0;
  for (const ratings of [[], [said("ann", 4, 2), said("bob", 4, 2)]]) {
    const { items } = explained(blank, ratings, sent);
    expect(items[1]).toMatchObject({ state, answer: null, normal: null, formula: null, points });
    expect(items[1]?.evidence).toEqual({});
  }
});
