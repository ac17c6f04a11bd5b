import { describe, expect, test } from "bun:test";

import { readCode } from "#engine/answers/decode-response.ts";
import { compilePlan } from "#engine/scoring/compile-plan.ts";
import { countStates } from "#engine/scoring/count-states.ts";
import { placeRatings, placeRatingsOf } from "#engine/scoring/place-ratings.ts";

import { must } from "../../support/must.ts";
import { encodeBatch, type Form, givenForm } from "./encoded-batch.ts";
import { placed, type Said } from "./rated-batch.ts";

const levels = [0, 1, 3].map((points) => ({ id: `l${points}`, points }));
const form = givenForm({
  items: [
    { id: "q", type: "single_choice", options: ["A", "B"], key: "A" },
    { id: "essay", type: "rubric", criteria: [{ id: "c", levels }] },
    { id: "note", type: "text", key: ["x"] },
    { id: "report", type: "rubric", criteria: [{ id: "c", levels }], doubleRating: "mean" },
  ],
});

/** Points 0, 1, 3 of one rater; 0, 1/2, 1, 3/2, 2, 3 of two. */
const PENDING = 5;
const OMITTED = 1;
const ABSENT = 2;
const essays = { l0: 8, l1: 9, l3: 10 };
const reports = { half: 9, oneAndHalf: 11 };

const both = { candidate: "c", answers: { q: "A", essay: "text", note: "x", report: "text" } };

function codes(given: Form, rows: Uint8Array): number[][] {
  const { rowLength, items } = given.plan;
  return Array.from({ length: rows.length / rowLength }, (_, row) =>
    items.map((item) => readCode(rows, item, row * rowLength)),
  );
}

function coded(responses: readonly unknown[], said: readonly Said[]): number[][] {
  const { rows } = encodeBatch(form, responses);
  return codes(form, placeRatings(form.plan, rows, placed(said)));
}

const l = (level: number) => ({ c: `l${level}` });

describe("a rated item's code", () => {
  test("is pending where ratings are missing", () => {
    expect(coded([both, both], [])).toEqual([
      [8, PENDING, 8, PENDING],
      [8, PENDING, 8, PENDING],
    ]);
    expect(coded([both], [[0, "report", "ann", l(1)]])).toEqual([[8, PENDING, 8, PENDING]]);
  });

  test("is that of its points, of each item and response by itself", () => {
    const said: Said[] = [
      [1, "essay", "ann", l(1)],
      [0, "report", "ann", l(0)],
      [0, "essay", "bob", l(3)],
      [1, "report", "ann", l(0)],
      [0, "report", "bob", l(1)],
      [1, "report", "bob", l(3)],
    ];
    expect(coded([both, both, both], said)).toEqual([
      [8, essays.l3, 8, reports.half],
      [8, essays.l1, 8, reports.oneAndHalf],
      [8, PENDING, 8, PENDING],
    ]);
  });

  test("follows a correction, and no rater too many", () => {
    const said: Said[] = [
      [0, "essay", "ann", l(3)],
      [0, "essay", "bob", l(1)],
      [0, "essay", "ann", l(0)],
    ];
    expect(coded([both], said)[0]?.[1]).toBe(essays.l0);
  });

  test("stays what it was where nothing was answered, whatever raters said", () => {
    const blank = { candidate: "c", answers: { essay: null }, states: { report: "not_presented" } };
    const said: Said[] = [
      [0, "essay", "ann", l(3)],
      [0, "report", "ann", l(3)],
    ];
    expect(coded([blank], said)).toEqual([[ABSENT, OMITTED, ABSENT, 3]]);
  });

  test("does not depend on what was answered, not even on an empty text", () => {
    const answers = { essay: "", report: "another" };
    expect(coded([{ candidate: "c", answers }], [[0, "essay", "ann", l(1)]])).toEqual([
      [ABSENT, essays.l1, ABSENT, PENDING],
    ]);
  });
});

test("the rows that were given are left alone, and are given back where nothing is rated", () => {
  const { rows } = encodeBatch(form, [both]);
  const before = rows.slice();
  expect(placeRatings(form.plan, rows, placed([[0, "essay", "ann", l(3)]]))).not.toEqual(before);
  expect(rows).toEqual(before);

  const plain = givenForm({ items: [{ id: "q", type: "text", key: ["x"] }] });
  const batch = encodeBatch(plain, [{ candidate: "c", answers: { q: "x" } }]);
  expect(placeRatings(plain.plan, batch.rows, [])).toBe(batch.rows);
  expect(placeRatingsOf(plain.plan, batch.rows, [])).toBe(batch.rows);
});

test("a row from before an item was added did not have it", () => {
  const { rows } = encodeBatch(form, [both]);
  const [q] = form.plan.items;
  if (q === undefined) throw new Error("no item");
  const short = placeRatingsOf(form.plan, rows.subarray(0, q.offset + q.width), []);
  expect(codes(form, short)).toEqual([[8, 0, 0, 0]]);
  expect(countStates(form.plan, short)).toMatchObject({ answered: 1, notPresented: 3, pending: 0 });
});

test("a row longer than the plan's loses what the plan does not know", () => {
  const { rows } = encodeBatch(form, [both]);
  const longer = new Uint8Array(rows.length + 4).fill(9);
  longer.set(rows);
  const said = placed([[0, "essay", "ann", l(1)]]);
  expect(placeRatingsOf(form.plan, longer, said)).toEqual(placeRatings(form.plan, rows, said));
});

test("what raters say meets the rule once, however often they say it", () => {
  const plan = must(compilePlan(form.definition, form.layout));
  const before = plan.evaluations;
  const { rows } = encodeBatch(form, Array(50).fill(both));
  const all = Array.from({ length: 50 }, (_, place): Said => [
    place,
    "essay",
    `r${place}`,
    l(place % 2),
  ]);
  placeRatings(plan, rows, placed(all));
  expect(plan.evaluations - before).toBe(2);
  placeRatings(plan, rows, placed(all));
  expect(plan.evaluations - before).toBe(2);
});
