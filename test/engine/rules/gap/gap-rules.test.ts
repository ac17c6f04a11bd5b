import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { parseDefinition } from "#engine/definition/parse-definition.ts";

import { compiled, faultsOf, warningsOf } from "../given-item.ts";

const GAPS = [
  { id: "capital", type: "text", key: ["Paris", { answer: "Lutetia", points: 0.5 }] },
  { id: "height", type: "number", key: 330, tolerance: { absolute: 5 }, points: 2 },
  { id: "river", type: "single_choice", options: ["Seine", "Loire"], key: "Seine", blank: -0.25 },
] as const;
const item = { type: "gap", gaps: GAPS };

/** What each answer to each gap is worth, in quarters of a point; undefined is left open. */
const worths: Record<string, [answer: string | number | undefined, quarters: number][]> = {
  capital: [
    ["paris", 4],
    ["Lutetia", 2],
    ["London", 0],
    [undefined, 0],
  ],
  height: [
    [330, 8],
    ["335.0", 8],
    ["335.01", 0],
    [undefined, 0],
  ],
  river: [
    ["Seine", 4],
    ["Loire", 0],
    [undefined, -1],
  ],
};

interface Case {
  readonly answer: Record<string, string | number>;
  readonly quarters: number;
  readonly best: number;
}

/** Every way to fill the gaps, the one that fills none last. */
const cases = Object.entries(worths).reduce<Case[]>(
  (before, [gap, choices]) =>
    before.flatMap(({ answer, quarters, best }) =>
      choices.map(([given, worth]) => ({
        answer: given === undefined ? answer : { ...answer, [gap]: given },
        quarters: quarters + worth,
        best: best + (worth === Math.max(...choices.map(([, most]) => most)) ? 1 : 0),
      })),
    ),
  [{ answer: {}, quarters: 0, best: 0 }],
);

/** Numbers whose blank may be worth more than any answer. */
const Gap = fc.record({
  type: fc.constant("number"),
  key: fc.constant(1),
  points: fc.integer({ min: 0, max: 3 }),
  penalty: fc.integer({ min: 0, max: 2 }),
  blank: fc.integer({ min: -2, max: 5 }),
});

describe.each(["sum", "all_or_nothing"])("%s", (rule) => {
  test("can be worth what some answer is worth, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(Gap, { minLength: 1, maxLength: 3 }), (fields) => {
        const gaps = fields.map((gap, index) => ({ id: `g${index}`, ...gap }));
        const { evaluate, levels, maxPoints } = compiled({ type: "gap", rule, gaps });
        const answers = gaps.reduce<Record<string, number>[]>(
          (before, { id }) =>
            before.flatMap((rest) => [{ ...rest, [id]: 1 }, { ...rest, [id]: 2 }, rest]),
          [{}],
        );
        const earned = answers.filter((answer) => Object.keys(answer).length > 0).map(evaluate);
        expect(levels).toEqual([...new Set(earned)].toSorted((a, b) => a - b));
        expect(maxPoints).toBe(Math.max(...earned));
      }),
    );
  });
});

describe("sum", () => {
  test("is the points of the gaps together, for every way to fill them", () => {
    const { evaluate, levels, maxPoints } = compiled(item);
    expect(cases).toHaveLength(48);
    for (const { answer, quarters } of cases.slice(0, -1)) {
      expect(evaluate(answer)).toBe(quarters * 250_000);
      expect(levels).toContain(quarters * 250_000);
    }
    expect(maxPoints).toBe(4_000_000);
  });

  test("is omitted with all gaps open: blank, whatever the gaps say", () => {
    const { evaluate, blank } = compiled({ ...item, blank: 0.125, penalty: 3 });
    expect([evaluate({}), blank]).toEqual([125_000, 125_000]);
  });

  test("rounds the sum of thirds once", () => {
    const gap = { type: "text", key: ["x"], points: "1/3" };
    const gaps = ["a", "b", "c"].map((id) => ({ ...gap, id }));
    const { evaluate, rounded } = compiled({ type: "gap", gaps });
    expect(evaluate({ a: "x", b: "x" })).toBe(666_667);
    expect(evaluate({ a: "x", b: "x", c: "x" })).toBe(1_000_000);
    expect(rounded).toBe(true);
  });

  test("applies a gap's own weight, limits and deduction, then the item's", () => {
    const gaps = [
      { id: "a", type: "text", key: ["x"], points: 3, max: 2, weight: "1/2" },
      { id: "b", type: "number", key: 1, penalty: 0.5, blank: 0.25 },
    ];
    const { evaluate } = compiled({ type: "gap", gaps, min: -0.25, weight: 2 });
    expect(evaluate({ a: "x", b: 1 })).toBe(4_000_000);
    expect(evaluate({ a: "x" })).toBe(2_500_000);
    expect(evaluate({ a: "y", b: 2 })).toBe(-500_000);
  });

  test("has among its levels what any answer earns", () => {
    const quantity = fc.integer({ min: -20, max: 20 }).map((x) => `${x}/8`);
    const gap = fc.record(
      { key: fc.constant(["x"]), points: fc.nat(9), penalty: fc.nat(3), blank: quantity },
      { requiredKeys: ["key"] },
    );
    const answers = fc.array(fc.constantFrom("x", "y", null), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(gap, { minLength: 1, maxLength: 6 }),
        fc.array(answers),
        (gaps, rows) => {
          const named = gaps.map((fields, place) => ({ ...fields, id: `g${place}`, type: "text" }));
          const given = compiled({ type: "gap", gaps: named });
          for (const row of rows) {
            const filled = named.flatMap(({ id }, place) => {
              const answer = row[place];
              return typeof answer === "string" ? [[id, answer]] : [];
            });
            if (filled.length === 0) continue;
            expect(given.levels).toContain(given.evaluate(Object.fromEntries(filled)));
          }
        },
      ),
    );
  });

  test("takes 240 gaps of round points, and refuses too many different sums", () => {
    const gaps = (points: (place: number) => string) =>
      Array.from({ length: 240 }, (_, place) => {
        return { id: `g${place}`, type: "text", key: ["x"], points: points(place) };
      });
    expect(compiled({ type: "gap", gaps: gaps(() => "1/2") }).levels).toHaveLength(241);
    expect(faultsOf({ type: "gap", gaps: gaps((place) => `1/${1_009 + place}`) })).toEqual([
      "gaps too_many_sums",
    ]);
  });
});

describe("all_or_nothing", () => {
  test("is the sum of all gaps when each earns its best, else 0", () => {
    const { evaluate, levels, maxPoints } = compiled({ ...item, rule: "all_or_nothing" });
    for (const { answer, best } of cases.slice(0, -1)) {
      expect(evaluate(answer)).toBe(best === 3 ? 4_000_000 : 0);
    }
    expect(cases.filter(({ best }) => best === 3)).toHaveLength(2);
    expect([levels, maxPoints]).toEqual([[0, 4_000_000], 4_000_000]);
  });

  test("gives nothing for a gap left open, even where that is worth as much", () => {
    const gaps = [
      { id: "a", type: "text", key: ["x"] },
      { id: "b", type: "text", key: ["x"], blank: 1 },
    ];
    const { evaluate } = compiled({ type: "gap", gaps, rule: "all_or_nothing", blank: -1 });
    expect(evaluate({ a: "x" })).toBe(0);
    expect(evaluate({})).toBe(-1_000_000);
  });
});

describe("a gap item", () => {
  test.each(["sum", "all_or_nothing"])("%s throws for what the item cannot produce", (rule) => {
    const { evaluate } = compiled({ ...item, rule });
    const answers = ["Paris", ["Paris"], 1, { town: "Paris" }, { height: "tall" }];
    for (const answer of [...answers, { river: "Rhine" }, { capital: 1 }]) {
      expect(() => evaluate(answer)).toThrow(RangeError);
    }
  });

  test("knows gaps named like parts of every object", () => {
    const gaps = [{ id: "constructor", type: "text", key: ["x"] }];
    const { evaluate } = compiled({ type: "gap", gaps });
    expect(evaluate({ constructor: "x" })).toBe(1_000_000);
    expect(evaluate({})).toBe(0);
  });

  test("lists the faults of all gaps in the words of their types", () => {
    const gaps = [
      { id: "a", type: "text", key: [" "], tolerance: {} },
      { id: "b", type: "number", key: 0, tolerance: { relative: 1 } },
      { id: "c", type: "single_choice", options: ["A", "B"], optionPoints: { C: 1 } },
      { id: "d", type: "order", key: ["A", "B"] },
      { id: "a", type: "text", key: ["x"] },
      "e",
      { id: "candidate", type: "number", key: 1, points: -1 },
    ];
    expect(faultsOf({ type: "gap", gaps, points: 1, min: 2, max: 1 })).toEqual([
      "points unknown_field",
      "gaps.0.tolerance unknown_field",
      "gaps.0.key.0 answer_empty",
      "gaps.1.tolerance.relative relative_to_zero",
      "gaps.2.optionPoints.C not_an_option",
      "gaps.3.type unknown_type",
      "gaps.5 wrong_type",
      "gaps.6.id id_reserved",
      "gaps.6.points negative",
      "gaps.4.id id_repeated",
      "min lower_above_upper",
    ]);
  });

  test.each<[object, string[]]>([
    [{ gaps: [] }, ["gaps gaps_empty"]],
    [{ gaps: "a" }, ["gaps wrong_type"]],
    [{}, ["gaps missing_field"]],
    [{ gaps: GAPS, rule: "product" }, ["rule unknown_rule"]],
    [{ gaps: [{ id: "a", key: 1 }] }, ["gaps.0.type missing_field"]],
    [
      { gaps: Array.from({ length: 241 }, (_, i) => ({ id: `g${i}`, type: "number", key: i })) },
      ["gaps too_many_gaps"],
    ],
    [
      { gaps: [{ id: "a", type: "text", key: Array(1_001).fill("x") }] },
      ["gaps.0.key too_many_key"],
    ],
  ])("refuses %j", (given, faults) => {
    expect(faultsOf({ type: "gap", ...given })).toEqual(faults);
  });

  test("shares 5,000 gaps with the others of its definition", () => {
    const gaps = Array.from({ length: 240 }, (_, i) => ({ id: `g${i}`, type: "number", key: i }));
    const items = Array.from({ length: 21 }, (_, i) => ({ id: `q${i}`, type: "gap", gaps }));
    const parsed = parseDefinition({ items });
    expect(parsed.ok ? [] : parsed.error).toMatchObject([{ code: "too_many_gaps", path: "items" }]);
  });

  test("takes patterns as texts do, and counts them with all others", () => {
    const gap = (id: string, pattern: string) => ({ id, type: "text", key: [{ pattern }] });
    const { evaluate } = compiled({ type: "gap", gaps: [gap("a", "colou?r")] });
    expect([evaluate({ a: "Color" }), evaluate({ a: "colouur" })]).toEqual([1_000_000, 0]);
    const gaps = Array.from({ length: 60 }, (_, i) => gap(`g${i}`, "[a-z]{450}"));
    const parsed = parseDefinition({ items: [{ id: "q", type: "gap", gaps }] });
    expect(parsed.ok ? [] : parsed.error).toMatchObject([
      { code: "too_many_patterns", path: "items.0" },
    ]);
  });

  test("warns of a gap as of the item that it is", () => {
    const gaps = [
      {
        id: "a",
        type: "text",
        key: [
          { answer: "x", points: 0.5 },
          { answer: "X", points: 0 },
        ],
      },
    ];
    expect(warningsOf({ type: "gap", gaps })).toEqual([
      "gaps.0.points maximum_unreachable",
      "gaps.0.key.1 answer_repeated",
    ]);
  });
});
