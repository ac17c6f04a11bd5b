/** Counts of two groups from their tallies, against those of a pass over the responses. */

import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import {
  countGroups,
  difCounts,
  emptyGroupCounts,
  type GroupCounts,
  planGroups,
} from "#engine/statistics/dif/count-groups.ts";
import { groupCountsOfTally, keepsGroups } from "#engine/statistics/dif/groups-of-tally.ts";

import { encodeBatch, type Form, givenForm, scored, tallied } from "../../scoring/encoded-batch.ts";

const names = { attribute: "group", reference: "r", focal: "1" };
const groupBy = [
  { attribute: "school", values: ["r"] },
  { attribute: "group", values: ["x", "1", "r"] },
];
const choice = (id: string, more = {}) => ({
  id,
  type: "single_choice",
  options: ["A", "B", "C"],
  key: "A",
  ...more,
});

/** Right or wrong in one byte, two and four; and items that are not. */
const items = [
  choice("one", { points: 2 }),
  { id: "rating", type: "rating", min: 0, max: 3 },
  { id: "set", type: "multiple_choice", options: ["A", "B"], key: ["A"], emptyMeans: "omitted" },
  { id: "open", type: "text", key: ["yes"], weight: "1/2" },
  choice("guessed", { rule: "formula_scoring" }),
  choice("blank", { blank: 1 }),
  choice("last"),
];

const anyAnswer = fc.record({
  group: fc.constantFrom("r", "r", "1", 1, "x", "none", null),
  one: fc.constantFrom("A", "B", null, "gap", "absent"),
  rating: fc.constantFrom(0, 1, 3, null),
  set: fc.constantFrom(["A"], ["A", "B"], [], null, "gap"),
  open: fc.constantFrom("yes", "no", "never", null, "absent"),
  guessed: fc.constantFrom("A", "C", null),
  blank: fc.constantFrom("A", "B", null, "absent"),
  last: fc.constantFrom("A", "B", null, null, "gap", "absent"),
});
type Given = typeof anyAnswer extends fc.Arbitrary<infer T> ? T : never;

function responseOf({ group, ...given }: Given, index: number): unknown {
  const entries = Object.entries(given);
  const isAnswer = (answer: unknown) => answer !== "gap" && answer !== "absent";
  return {
    candidate: `c-${index}`,
    answers: Object.fromEntries(entries.filter(([, answer]) => isAnswer(answer))),
    states: Object.fromEntries(
      entries.flatMap(([id, answer]) => (answer === "gap" ? [[id, "not_presented"]] : [])),
    ),
    ...(group === null ? {} : { attributes: { group } }),
  };
}

function inOnePass(form: Form, groups: ReturnType<typeof planGroups>, responses: unknown[]) {
  const counts = emptyGroupCounts();
  if (responses.length > 0) {
    countGroups(groups, counts, scored(form, encodeBatch(form, responses)));
  }
  return counts;
}

/** All that anybody reads of it. */
function readOff(groups: ReturnType<typeof planGroups>, counts: GroupCounts) {
  const { responses, isTooSpread, strata } = counts;
  const cells = groups.items.map((_, index) => difCounts(groups, counts, index));
  return { responses, isTooSpread, totals: strata.size, cells };
}

describe.each([
  ["blanks are omitted", {}],
  ["trailing blanks are not reached", { trailingBlanks: "not_reached" }],
  ["what is absent was not presented", { absentMeans: "not_presented" }],
  ["both", { trailingBlanks: "not_reached", absentMeans: "not_presented" }],
])("where %s", (_, more) => {
  const form = givenForm({ items, groupBy, ...more });

  test("tallies say what a pass says", () => {
    expect(form.plan.cells.blocks).toBe(2);
    const groups = planGroups(form.plan, names);
    expect(groups.items).toHaveLength(5);
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 40 }), (given) => {
        const responses = given.map(responseOf);
        const counts = groupCountsOfTally(groups, tallied(form, responses, [7]));
        expect(readOff(groups, counts)).toEqual(
          readOff(groups, inOnePass(form, groups, responses)),
        );
      }),
      { numRuns: 100 },
    );
  });

  test("totals that are too many are given up by both", () => {
    // Room for three totals.
    const groups = planGroups(form.plan, names, 3 * 4 * 5);
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 12 }), (given) => {
        const responses = given.map(responseOf);
        const counts = groupCountsOfTally(groups, tallied(form, responses, [7]));
        expect(readOff(groups, counts)).toEqual(
          readOff(groups, inOnePass(form, groups, responses)),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe("groups are kept", () => {
  const kept = (definition: object, other: object = {}) =>
    keepsGroups(planGroups(givenForm({ items, ...definition }).plan, { ...names, ...other }));

  test("where both are declared, of one attribute", () => {
    expect(kept({ groupBy })).toBe(true);
    expect(kept({ groupBy }, { reference: "1", focal: "x" })).toBe(true);
    expect(kept({})).toBe(false);
    expect(kept({ groupBy }, { focal: "f" })).toBe(false);
    expect(kept({ groupBy }, { reference: "R" })).toBe(false);
    expect(kept({ groupBy }, { attribute: "school" })).toBe(false);
  });

  test("where each total has its own bin, in one block or in two", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, place) => choice(`q${place}`));
    const values = ["r", "1", ...Array.from({ length: 18 }, (_, place) => `v${place}`)];
    const twenty = [{ attribute: "group", values }];
    const shape = (count: number) => {
      const { plan } = givenForm({ items: many(count), groupBy: twenty });
      return [plan.cells.blocks, plan.cells.binWidth, keepsGroups(planGroups(plan, names))];
    };
    expect(shape(40)).toEqual([2, 1, true]);
    expect(shape(80)).toEqual([1, 1, true]);
    expect(shape(120)).toEqual([1, 2, false]);
  });
});

test("in one block, tallies say what a pass says too", () => {
  const many = Array.from({ length: 80 }, (_, place) => choice(`q${place}`));
  const values = ["r", "1", ...Array.from({ length: 18 }, (_, place) => `v${place}`)];
  const form = givenForm({ items: many, groupBy: [{ attribute: "group", values }] });
  const groups = planGroups(form.plan, names);
  const responses = Array.from({ length: 200 }, (_, index) => ({
    candidate: `c-${index}`,
    answers: Object.fromEntries(
      many.map(({ id }, place) => [id, (index * (place + 3)) % 7 > index % 5 ? "A" : "B"]),
    ),
    attributes: { group: ["r", 1, "other"][index % 3] },
  }));
  const counts = groupCountsOfTally(groups, tallied(form, responses, [60]));
  expect(readOff(groups, counts)).toEqual(readOff(groups, inOnePass(form, groups, responses)));
  expect(counts.responses).toEqual([67, 67, 66]);
});
