/** Groups that are counted with all responses, against counting only theirs. */

import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { extendLayout } from "#engine/answers/extend-layout.ts";
import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { compilePlan } from "#engine/scoring/compile-plan.ts";
import { countBatch } from "#engine/statistics/count-batch.ts";
import { groupIndex, groupPlaces, ofGroup } from "#engine/statistics/group-places.ts";
import { mergeTally } from "#engine/statistics/merge-tally.ts";
import type { Moments } from "#engine/statistics/moments.ts";
import { subtractTally } from "#engine/statistics/subtract-tally.ts";
import { decodeTally, encodeTally } from "#engine/statistics/tally-codec.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";

import { mixedForm } from "../../support/mixed-form.ts";
import { must } from "../../support/must.ts";
import { scaleForm, scaleResponses } from "../../support/scale-form.ts";
import { encodeBatch, type Form, givenForm, scored, tallied } from "../scoring/encoded-batch.ts";

const groupBy = [
  { attribute: "form", values: ["A", "B"] },
  { attribute: "age", values: ["9", "10", "none"] },
];

/** Totals that share no unit but the micropoint. */
const fineForm = {
  items: mixedForm.items.slice(0, 7).map((item, index) => ({ ...item, weight: `${index + 1}/7` })),
};

type Response = Record<string, unknown>;

/** Some in form A, most in B, some in none; ages as numbers, and every third as text. */
function responsesTo({ definition }: Form, count: number): Response[] {
  const ids = new Set(definition.items.map(({ id }) => id));
  const cut = (of: unknown) =>
    Object.fromEntries(Object.entries(of as object).filter(([id]) => ids.has(id)));
  return scaleResponses(count).map(({ candidate, answers, states, attributes }, index) => {
    const { age, form = index % 5 === 0 ? "A" : undefined } = attributes as Response;
    const own = { age: index % 3 === 0 ? String(age) : age, ...(form ? { form } : {}) };
    const given = index % 11 === 0 ? {} : { attributes: own };
    return { candidate, answers: cut(answers), states: cut(states), ...given };
  });
}

const isIn = ({ attribute, value }: Form["plan"]["groups"][number], response: Response) => {
  const attributes = response["attributes"] as Record<string, string | number> | undefined;
  const own = attributes?.[attribute];
  return own !== undefined && String(own) === value;
};

/** What only the whole has: a group has no digest, and no groups. */
const asGroup = (tally: Tally): Tally => ({ ...tally, groups: [], digest: new Uint32Array(2) });

/** The tallies of groups, each counted from its responses alone. */
function groupsAlone(form: Form, responses: readonly Response[]): Tally[] {
  return form.plan.groups.map((group) =>
    asGroup(
      tallied(
        form,
        responses.filter((response) => isIn(group, response)),
        [1_000],
      ),
    ),
  );
}

describe.each([
  ["scales of every kind", { ...scaleForm, groupBy }],
  ["many totals in a bin", { ...fineForm, groupBy }],
])("groups, %s", (_name, input) => {
  const form = givenForm(input);
  const responses = responsesTo(form, 300);
  const alone = groupsAlone(form, responses);
  const whole = tallied(form, responses, [300]);

  test("are counted as their responses alone are, and the whole as without groups", () => {
    expect(alone.map(({ responses: n }) => n > 0)).toEqual([true, true, true, true, false]);
    expect(whole.groups).toEqual(alone);
    const { groupBy: _, ...plain } = input;
    const { digest } = tallied(givenForm(plain), responses, [300]);
    expect(whole).toMatchObject({ responses: 300, digest });
  });

  test("are the same however responses are cut into batches", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, (cut) => {
        expect(tallied(form, responses, cut).groups).toEqual(alone);
      }),
      { numRuns: 25 },
    );
  });

  test("are the same in whatever order parts are merged", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
        const merged = emptyTally(form.plan);
        for (const part of order) mergeTally(merged, partOf(form, responses, part * 60, 60));
        expect(merged.groups).toEqual(alone);
        expect(encodeTally(merged)).toEqual(encodeTally(whole));
      }),
      { numRuns: 10 },
    );
  });

  test("come back from bytes as they were, empty ones too", () => {
    expect(decodeTally(form.plan, encodeTally(whole))).toEqual(whole);
    const empty = emptyTally(form.plan);
    expect(decodeTally(form.plan, encodeTally(empty))).toEqual(empty);
  });

  test("lose what is taken out, wherever it was counted", () => {
    const bounds = fc.tuple(fc.integer({ min: 0, max: 299 }), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(bounds, ([from, count]) => {
        const rest = decodeTally(form.plan, encodeTally(whole));
        subtractTally(rest, partOf(form, responses, from, count));
        const left = responses.toSpliced(from, count);
        expect(rest.groups.map(countsOnly)).toEqual(groupsAlone(form, left).map(countsOnly));
      }),
      { numRuns: 15 },
    );
  });
});

test("taking out a group's extreme is told, though it is none of the whole", () => {
  const form = givenForm({
    items: [{ id: "q", type: "rating", min: 0, max: 9 }],
    groupBy: [{ attribute: "form", values: ["A"] }],
  });
  const of = (rating: number, group: string) => {
    return { candidate: `${rating}${group}`, answers: { q: rating }, attributes: { form: group } };
  };
  const given = [of(0, "B"), of(9, "B"), of(3, "A"), of(4, "A"), of(5, "A")];
  const rest = (left: object) => {
    const tally = tallied(form, given, [5]);
    return subtractTally(tally, tallied(form, [left], [1]));
  };
  expect(rest(of(4, "A"))).toBe(true);
  expect(rest(of(5, "A"))).toBe(false);
  expect(rest(of(5, "B"))).toBe(true);
});

describe("a response is in the group", () => {
  const groups = [
    { attribute: "g", value: "1" },
    { attribute: "g", value: "1.5" },
    { attribute: "g", value: "" },
    { attribute: "__proto__", value: "x" },
    { attribute: "toString", value: String(Reflect.get({}, "toString")) },
  ];
  const placesOf = (...attributes: (string | null)[]) => {
    const batch = { count: attributes.length, rows: new Uint8Array(0), hasGaps: false };
    return groupPlaces({ groups }, { ...batch, fromOrdinal: 1, attributes });
  };

  test("of its value as text, whether it is a text or a number", () => {
    const found = placesOf(
      '{"g":1}',
      '{"g":"1"}',
      '{"g":1.5}',
      '{"g":"1.0"}',
      '{"g":"01"}',
      '{"g":""}',
    );
    expect(found.slice(0, 3)).toEqual([[0, 1], [2], [5]]);
  });

  test("of its own attributes, and in none without", () => {
    expect(placesOf(null, "{}", '{"h":1}', '{"__proto__":"x"}')).toEqual([[], [], [], [3], []]);
  });

  test("unless nobody has read the attributes: that is told", () => {
    const batch = { count: 1, rows: new Uint8Array(0), hasGaps: false, fromOrdinal: 1 };
    expect(() => groupPlaces({ groups }, batch)).toThrow("no attributes to sort by");
    expect(groupPlaces({ groups: [] }, batch)).toEqual([]);
  });
});

test("responses of a group that nobody declared are picked as those of a declared one", () => {
  const form = givenForm({ ...scaleForm, groupBy });
  const bare = givenForm(scaleForm);
  const responses = responsesTo(form, 120);
  const other = { attribute: "age", value: "11" };
  expect(groupIndex(form.plan, other)).toBe(-1);
  expect(groupIndex(form.plan, { attribute: "age", value: "10" })).toBe(3);
  for (const group of [...form.plan.groups, other]) {
    const countable = scored(bare, encodeBatch(bare, responses));
    const tally = emptyTally(bare.plan);
    countBatch(bare.plan, tally, ofGroup(bare.plan, group, countable));
    const only = responses.filter((response) => isIn(group, response));
    expect(asGroup(tally)).toEqual(asGroup(tallied(bare, only, [120])));
  }
});

describe("counters of groups share one budget", () => {
  /** @param groups How many of each attribute. */
  const planned = (items: number, groups: readonly number[]) => {
    const form = {
      items: Array.from({ length: items }, (_, place) => ({
        id: `q${place}`,
        type: "single_choice",
        options: ["A", "B", "C", "D"],
        key: "A",
      })),
      groupBy: groups.map((count, attribute) => ({
        attribute: `a${attribute}`,
        values: Array.from({ length: count }, (_, place) => `v${place}`),
      })),
    };
    const { groupBy: _, ...plain } = form;
    const { definition } = must(parseDefinition(groups.length === 0 ? plain : form));
    return compilePlan(definition, must(extendLayout(null, definition, 1)));
  };
  const compiledOf = (items: number, groups: readonly number[]) => must(planned(items, groups));
  const formOf = (items: number, groups: number) =>
    planned(items, groups === 0 ? [] : [groups / 3, groups / 3, groups / 3]);
  const cellsOf = (items: number, groups: number) => must(formOf(items, groups)).cells;

  test("so that first complete results are no longer told apart, and then totals share bins", () => {
    const shapes = [0, 12, 30, 60].map((groups) => {
      const { blocks, binWidth, binCount } = cellsOf(100, groups);
      return { blocks, binWidth, binCount };
    });
    // 100 items of 12 codes: 1,200 counters a total, of 2,097,152 for all tallies.
    expect(shapes).toEqual([
      { blocks: 2, binWidth: 1, binCount: 101 },
      { blocks: 1, binWidth: 1, binCount: 101 },
      { blocks: 1, binWidth: 2, binCount: 51 },
      { blocks: 1, binWidth: 4, binCount: 26 },
    ]);
  });

  test("which holds 52 groups of 40 items without any loss", () => {
    expect(compiledOf(40, [20, 20, 12]).cells).toMatchObject({ blocks: 2, binWidth: 1 });
    expect(compiledOf(40, [20, 20, 13]).cells).toMatchObject({ blocks: 1, binWidth: 1 });
  });

  test("which too many groups of so many items outgrow", () => {
    const faultOf = (items: number, groups: number) => {
      const plan = formOf(items, groups);
      return plan.ok ? null : plan.error;
    };
    // Sixteen bins at least, of 2,097,152 / 61 counters.
    expect(faultOf(179, 60)).toBeNull();
    const limit = 2_148;
    expect(faultOf(180, 60)).toEqual({ code: "too_many_point_levels", levels: 180 * 12, limit });
    expect(faultOf(180, 57)).toBeNull();
    expect(faultOf(5_000, 0)).toBeNull();
  });

  test("and all of them together keep to it", () => {
    const plan = must(formOf(100, 60));
    expect(emptyTally(plan).groups).toHaveLength(60);
    const counters = [emptyTally(plan), ...emptyTally(plan).groups].map(
      ({ cells }) => cells.length,
    );
    expect(counters.reduce((sum, own) => sum + own, 0)).toBeLessThanOrEqual(2_097_152);
  });
});

function partOf(form: Form, responses: readonly Response[], from: number, count: number): Tally {
  const tally = emptyTally(form.plan);
  const part = responses.slice(from, from + count);
  countBatch(form.plan, tally, scored(form, encodeBatch(form, part, from + 1)));
  return tally;
}

/** All but extremes, which subtracting leaves open. */
function countsOnly(tally: Tally) {
  const sums = ({ n, sum, squares }: Moments) => [n, sum, squares];
  return {
    ...tally,
    total: sums(tally.total),
    scales: tally.scales.map(sums),
    thetas: tally.thetas.map(sums),
    tests: tally.tests.map((own) => own && { ...own, moments: own.moments.map(sums) }),
  };
}
