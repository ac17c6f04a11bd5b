/** Which responses are counted where, against counting them one by one. */

import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import {
  countGroups,
  difCounts,
  emptyGroupCounts,
  type GroupCounts,
  planGroups,
} from "#engine/statistics/dif/count-groups.ts";
import { groupOf } from "#engine/statistics/dif/group-of.ts";

import { encodeBatch, givenForm, scored } from "../../scoring/encoded-batch.ts";

const names = { attribute: "group", reference: "r", focal: "f" };
const choice = (id: string, more = {}) => ({
  id,
  type: "single_choice",
  options: ["A", "B"],
  key: "A",
  ...more,
});

/** Two items of one byte and one of the wider are right or wrong; the others are not. */
const form = givenForm({
  items: [
    choice("one", { points: 2 }),
    { id: "rating", type: "rating", min: 0, max: 3 },
    {
      id: "set",
      type: "multiple_choice",
      options: ["A", "B", "C"],
      key: ["A", "C"],
      rule: "net_correct",
    },
    { id: "open", type: "text", key: ["yes"], weight: "1/2" },
    choice("guessed", { rule: "formula_scoring" }),
    choice("last"),
  ],
});
const groups = planGroups(form.plan, names);

interface Given {
  readonly group: string | number | null;
  readonly one: string | null;
  readonly open: string | null;
  readonly last: string | null;
  readonly rating: number;
  /** Whether `last` was shown. */
  readonly shown: boolean;
}

function responseOf({ group, shown, last, ...answers }: Given, index: number): unknown {
  return {
    candidate: `c-${index}`,
    answers: { ...answers, set: null, guessed: null, ...(shown ? { last } : {}) },
    ...(shown ? {} : { states: { last: "not_presented" } }),
    ...(group === null ? {} : { attributes: { group } }),
  };
}

function counted(given: readonly Given[], plan = groups): GroupCounts {
  const counts = emptyGroupCounts();
  count(counts, given, plan);
  return counts;
}

function count(counts: GroupCounts, given: readonly Given[], plan = groups): void {
  if (given.length === 0) return;
  countGroups(plan, counts, scored(form, encodeBatch(form, given.map(responseOf))));
}

/** By total and item, the four counts. */
function cellsOf(counts: GroupCounts) {
  return groups.items.map((_, index) => {
    const own = difCounts(groups, counts, index);
    return Array.from(own.totals, (total, stratum) => [
      total,
      ...own.counts.slice(stratum * 4, stratum * 4 + 4),
    ]);
  });
}

/** The same, of each response by itself. */
function plainCells(given: readonly Given[]) {
  const totalOf = ({ one, open, last, rating, shown }: Given) =>
    (one === "A" ? 2 : 0) + (open === "yes" ? 0.5 : 0) + (shown && last === "A" ? 1 : 0) + rating;
  const members = given.filter(({ group }) => group === "r" || group === "f");
  const totals = [...new Set(members.map(totalOf))].toSorted((a, b) => a - b);
  const isRight = {
    one: ({ one }: Given) => one === "A",
    open: ({ open }: Given) => open === "yes",
    last: ({ last }: Given) => last === "A",
  };
  return (["one", "open", "last"] as const).map((item) =>
    totals.map((total) => {
      const own = members.filter((one) => totalOf(one) === total && (item !== "last" || one.shown));
      const count = (group: string, right: boolean) =>
        own.filter((one) => one.group === group && isRight[item](one) === right).length;
      return [total, count("r", true), count("r", false), count("f", true), count("f", false)];
    }),
  );
}

const anyGiven: fc.Arbitrary<Given> = fc.record({
  group: fc.constantFrom("r", "f", "r", "f", "other", 1, null),
  one: fc.constantFrom("A", "B", null),
  open: fc.constantFrom("yes", "no", null),
  last: fc.constantFrom("A", "B", null),
  rating: fc.integer({ min: 0, max: 3 }),
  shown: fc.boolean(),
});

test("items that earn all or nothing are counted, and no other", () => {
  expect(groups.items.map((index) => form.plan.items[index]?.item.id)).toEqual([
    "one",
    "open",
    "last",
  ]);
});

test.each([
  ["a blank worth a part", choice("q", { points: 3, blank: 1 })],
  ["a penalty", choice("q", { rule: "formula_scoring" })],
  ["three levels", { id: "q", type: "rating", min: 0, max: 2 }],
  [
    "points for every answer",
    { id: "q", type: "single_choice", options: ["A", "B"], optionPoints: { A: 2, B: 1 }, blank: 1 },
  ],
  ["levels from 1", { id: "q", type: "rating", min: 1, max: 2 }],
])("an item with %s is not dichotomous", (_, item) => {
  expect(planGroups(givenForm({ items: [item] }).plan, names).items).toEqual([]);
});

test("every answer is in its cell, whichever width and group it has", () => {
  fc.assert(
    fc.property(fc.array(anyGiven, { maxLength: 40 }), (given) => {
      const counts = counted(given);
      expect(cellsOf(counts)).toEqual(plainCells(given));
      const [reference, focal, neither] = counts.responses;
      expect(reference).toBe(given.filter(({ group }) => group === "r").length);
      expect(focal).toBe(given.filter(({ group }) => group === "f").length);
      expect(reference + focal + neither).toBe(given.length);
    }),
    { numRuns: 200 },
  );
});

test("batches in any order are counted as one", () => {
  const parts = fc.array(fc.array(anyGiven, { maxLength: 10 }), { maxLength: 4 });
  fc.assert(
    fc.property(parts, (given) => {
      const inParts = emptyGroupCounts();
      for (const part of given.toReversed()) count(inParts, part);
      const whole = counted(given.flat());
      expect(cellsOf(inParts)).toEqual(cellsOf(whole));
      expect(inParts.responses).toEqual(whole.responses);
    }),
    { numRuns: 100 },
  );
});

describe("totals that are too many for the counters", () => {
  const rating = (value: number): Given => {
    return { group: "r", one: "B", open: "no", last: "B", rating: value, shown: true };
  };
  // Three items of four counters.
  const narrow = planGroups(form.plan, names, 2 * 12);

  test("are given up, whatever the order; responses are still counted", () => {
    const fits = counted([0, 1, 0].map(rating), narrow);
    expect(fits.isTooSpread).toBe(false);
    expect(fits.strata.size).toBe(2);
    const spread = counted([0, 1, 2, 1].map(rating), narrow);
    expect(spread).toMatchObject({ isTooSpread: true, responses: [4, 0, 0] });
    expect(spread.strata.size).toBe(0);
  });

  test("are given up over several batches, and once given up they stay so", () => {
    const counts = counted([0, 1].map(rating), narrow);
    expect(counts.isTooSpread).toBe(false);
    for (const batch of [[2, 3], [0]]) {
      count(counts, batch.map(rating), narrow);
      expect(counts.isTooSpread).toBe(true);
      expect(counts.strata.size).toBe(0);
    }
    expect(counts.responses).toEqual([5, 0, 0]);
  });
});

describe("a response's group", () => {
  test.each([
    ['{"group":"r"}', 0],
    ['{"group":"f","other":"r"}', 1],
    ['{"group":"R"}', -1],
    ['{"other":"r"}', -1],
    ["{}", -1],
    [null, -1],
  ] as const)("of %p is %d", (text, group) => {
    expect(groupOf(names, text)).toBe(group);
  });

  test.each([
    ['{"g":0}', 0],
    ['{"g":"0"}', 0],
    ['{"g":1}', 1],
    ['{"g":"1.0"}', -1],
    ['{"g":-1}', -1],
  ] as const)("by a number is what JSON writes for it: %s", (text, group) => {
    expect(groupOf({ attribute: "g", reference: "0", focal: "1" }, text)).toBe(group);
  });

  test("is of its own attributes only", () => {
    const inherited = {
      attribute: "toString",
      reference: "a",
      focal: String(Reflect.get({}, "toString")),
    };
    expect(groupOf(inherited, '{"g":1}')).toBe(-1);
    const own = { attribute: "__proto__", reference: "a", focal: "b" };
    expect(groupOf(own, '{"__proto__":"b"}')).toBe(1);
  });
});
