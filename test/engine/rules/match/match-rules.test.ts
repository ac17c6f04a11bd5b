import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled, faultsOf, subsets, warningsOf } from "../given-item.ts";

const LEFT = ["a", "b"];
const RIGHT = ["x", "y"];
/** All pairs of two and two, and all 16 sets of them. */
const PAIRS = LEFT.flatMap((left) => RIGHT.map((right) => [left, right]));
const ANSWERS = subsets(PAIRS);
const item = { type: "match", left: LEFT, right: RIGHT };

function isIn(pairs: readonly string[][], pair: readonly string[]): boolean {
  return pairs.some(([left, right]) => left === pair[0] && right === pair[1]);
}

describe("all_or_nothing", () => {
  test("is M for exactly the key, for every key and answer of two and two", () => {
    for (const key of ANSWERS.slice(1)) {
      const { evaluate, levels } = compiled({ ...item, key, points: 3 });
      for (const answer of ANSWERS) {
        const isKey = PAIRS.every((pair) => isIn(key, pair) === isIn(answer, pair));
        expect(evaluate(answer)).toBe(isKey ? 3_000_000 : 0);
      }
      expect(levels).toEqual([0, 3_000_000]);
    }
  });

  test("minds directions, not the order of pairs nor how often one is there", () => {
    const key = [
      ["a", "b"],
      ["b", "c"],
    ];
    const { evaluate } = compiled({ type: "match", key });
    expect(evaluate([...key].reverse())).toBe(1_000_000);
    expect(evaluate([...key, ...key])).toBe(1_000_000);
    expect(() => evaluate([["b", "a"]])).toThrow(RangeError);
  });

  test("keeps names apart whatever they hold", () => {
    const key = [["a,b", "c"]];
    const { evaluate } = compiled({ type: "match", left: ["a,b", "a"], right: ["c", "b,c"], key });
    expect(evaluate([["a", "b,c"]])).toBe(0);
    expect(evaluate([["a,b", "c"]])).toBe(1_000_000);
  });
});

describe("proportion", () => {
  /** In twelfths of M. */
  function proportion(key: string[][], answer: string[][], penalty: number): number {
    const right = answer.filter((pair) => isIn(key, pair)).length;
    const wrong = answer.length - right;
    const points = (12 / key.length) * right - penalty * wrong;
    return points < 0 ? 0 : points;
  }

  test.each([0, 1, 5, 12])("is its formula for every key and answer, a wrong pair at %i", (p) => {
    for (const key of ANSWERS.slice(1)) {
      const given = compiled({ ...item, key, rule: "proportion", points: 12, wrongPenalty: p });
      const earned = ANSWERS.map((answer) => {
        const expected = proportion(key, answer, p) * 1_000_000;
        expect(given.evaluate(answer)).toBe(expected);
        return expected;
      });
      expect(given.levels).toEqual([...new Set(earned)].toSorted((a, b) => a - b));
      expect(given.maxPoints).toBe(12_000_000);
    }
  });

  test("has among its levels what any pairs of up to 40 and 40 earn", () => {
    const names = (side: string) => Array.from({ length: 40 }, (_, place) => `${side}${place}`);
    const pair = fc.tuple(fc.constantFrom(...names("l")), fc.constantFrom(...names("r")));
    const pairs = fc.uniqueArray(pair, { selector: String, minLength: 1, maxLength: 40 });
    const penalty = fc.constantFrom(0, 0.1, "1/3", 0.01);
    fc.assert(
      fc.property(pairs, fc.array(pairs), penalty, (key, answers, wrongPenalty) => {
        const given = { type: "match", left: names("l"), right: names("r"), key, points: "5/7" };
        const { levels, evaluate, maxPoints } = compiled({
          ...given,
          rule: "proportion",
          wrongPenalty,
        });
        for (const answer of answers) {
          const points = evaluate(answer);
          expect(new Set(levels)).toContain(points);
          // One more right pair never costs, one more wrong pair never pays.
          expect(evaluate([...answer, ...key.slice(0, 1)])).toBeGreaterThanOrEqual(points);
        }
        expect(evaluate(key)).toBe(maxPoints);
        expect(maxPoints).toBe(714_286);
      }),
      { numRuns: 40 },
    );
  });

  test("refuses a deduction so small that there are millions of different points", () => {
    const names = (side: string) => Array.from({ length: 240 }, (_, place) => `${side}${place}`);
    const key = names("l").map((left, place) => [left, `r${place}`]);
    const given = { type: "match", left: names("l"), right: names("r"), key, rule: "proportion" };
    expect(faultsOf({ ...given, wrongPenalty: 0.000001 })).toEqual(["wrongPenalty too_many_sums"]);
    expect(compiled({ ...given, wrongPenalty: "1/240" }).levels).toHaveLength(241);
  });
});

describe("map", () => {
  const entries = [
    ["a", "x", 2],
    ["a", "y", 0.5],
    ["b", "y", "-3/2"],
  ];
  // In halves of a point; b-x is in no entry.
  const halves: Record<string, number> = { ax: 4, ay: 1, by: -3 };

  test.each<[object, number, number, number]>([
    [{}, 0, -Infinity, Infinity],
    [{ default: -0.5 }, -1, -Infinity, Infinity],
    [{ default: 1, lower: 0, upper: 2 }, 2, 0, 4],
    [{ lower: 0 }, 0, 0, Infinity],
  ])("adds up and limits, with %j", (terms, other, lower, upper) => {
    const given = compiled({ ...item, map: { entries, ...terms } });
    const earned = ANSWERS.map((answer) => {
      const sum = answer.reduce((all, pair) => all + (halves[pair.join("")] ?? other), 0);
      const expected = Math.min(upper, Math.max(lower, sum)) * 500_000;
      expect(given.evaluate(answer)).toBe(expected);
      return expected;
    });
    expect(given.levels).toEqual([...new Set(earned)].toSorted((a, b) => a - b));
    expect(given.evaluate([PAIRS[0] ?? [], PAIRS[0] ?? []])).toBe(earned[1] ?? 0);
  });

  test("has the sum of what is worth more than 0, limited, as its maximum", () => {
    expect(compiled({ ...item, map: { entries } }).maxPoints).toBe(2_500_000);
    expect(compiled({ ...item, map: { entries, upper: 1 } }).maxPoints).toBe(1_000_000);
  });

  test.each<[object, string[]]>([
    [{ entries: [["a", "z", 1]] }, ["map.entries.0.1 not_an_option"]],
    [{ entries: [...entries, ["a", "x", 1]] }, ["map.entries.3 pair_repeated"]],
    [{ entries, lower: 1, upper: 0 }, ["map.lower lower_above_upper"]],
    [{ entries: [] }, ["map.entries map_empty"]],
    [{ entries: [["a", "x"]] }, ["map.entries.0.2 missing_field"]],
    [{ entries, defualt: 1 }, ["map.defualt unknown_field"]],
  ])("refuses %j", (map, faults) => {
    expect(faultsOf({ ...item, map })).toEqual(faults);
  });

  test("takes 40 by 40 with a deduction for every other pair", () => {
    const many = Array.from({ length: 40 }, (_, i) => [`l${i}`, `r${i}`, 1]);
    const terms = { entries: many, default: -0.25, lower: 0 };
    const { levels, evaluate } = compiled({ type: "match", map: terms });
    expect(levels).toHaveLength(161);
    const wrong = Array.from({ length: 39 }, (_, i) => [`l${i}`, `r${i + 1}`]);
    const right = many.map(([left, to]) => [`${left}`, `${to}`]);
    expect(evaluate([...wrong, ...right])).toBe(30_250_000);
    expect(evaluate(wrong)).toBe(0);
  });

  test("refuses a key beside the table, and too many different sums", () => {
    const key = [["a", "x"]];
    expect(faultsOf({ ...item, map: { entries }, key })).toEqual(["key unknown_field"]);
    const many = Array.from({ length: 20 }, (_, i) => [`l${i}`, `r${i}`, 2 ** i / 1_000_000]);
    expect(faultsOf({ type: "match", map: { entries: many } })).toEqual([
      "map.entries too_many_sums",
    ]);
  });
});

describe("a match item", () => {
  const key = [
    ["Berlin", "DE"],
    ["Oslo", "NO"],
  ];

  test("has the things of its key on its sides unless it lists them", () => {
    const { evaluate } = compiled({ type: "match", key, rule: "proportion" });
    expect(evaluate([["Berlin", "NO"]])).toBe(0);
    expect(() => evaluate([["Berlin", "FR"]])).toThrow(RangeError);
    const listed = compiled({ type: "match", key, rule: "proportion", right: ["DE", "NO", "FR"] });
    expect(listed.evaluate([["Berlin", "FR"]])).toBe(0);
  });

  test("takes an empty list for an answer, or for none, as it says", () => {
    const blank = 0.25;
    expect(compiled({ type: "match", key, blank }).evaluate([])).toBe(0);
    const omitted = compiled({ type: "match", key, blank, emptyMeans: "omitted" });
    expect(omitted.evaluate([])).toBe(250_000);
    expect(omitted.levels).not.toContain(250_000);
  });

  test("throws for what the item cannot produce", () => {
    const { evaluate } = compiled({ type: "match", key });
    const answers = ["Berlin", ["Berlin", "DE"], [["Berlin"]], [["Berlin", "DE", "DE"]], [[1, 2]]];
    for (const answer of [...answers, 1, { Berlin: "DE" }]) {
      expect(() => evaluate(answer)).toThrow(RangeError);
    }
  });

  test.each<[object, string[]]>([
    [{ key: [] }, ["key key_empty"]],
    [{ key: [["a"]] }, ["key.0.1 missing_field"]],
    [{ key: [...key, ["Oslo", "NO"]] }, ["key.2 pair_repeated"]],
    [{ key, left: ["Berlin"] }, ["key.1.0 not_an_option"]],
    [
      { key, left: ["Oslo", "Berlin", "Oslo"], right: ["DE"] },
      ["left.2 option_repeated", "key.1.1 not_an_option"],
    ],
    [{ key, rule: "map" }, ["map missing_field", "key unknown_field"]],
    [{ key, wrongPenalty: 1 }, ["wrongPenalty unknown_field"]],
  ])("refuses %j", (given, faults) => {
    expect(faultsOf({ type: "match", ...given }).toSorted()).toEqual(faults.toSorted());
  });

  test("has no warnings", () => {
    expect(warningsOf({ type: "match", key })).toEqual([]);
  });
});
