import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled, faultsOf, subsets, warningsOf } from "../given-item.ts";

const KEY = ["A", "B", "C", "D", "E"];
/** Divisible by L, L - 1 and L(L-1)/2 up to 5, so that the test needs no fractions. */
const POINTS = 60;

/** Each formula again, in whole points, from how the letters stand; the key is the alphabet's order. */
const formulas: Record<string, (answer: string, key: string) => number> = {
  exact: (answer, key) => (answer === key ? POINTS : 0),
  position: (answer, key) => {
    const inPlace = key.split("").filter((letter, place) => answer[place] === letter);
    return (POINTS / key.length) * inPlace.length;
  },
  adjacent: (answer, key) => {
    const neighbours = key
      .split("")
      .slice(1)
      .map((letter, place) => `${key[place]}${letter}`);
    const kept = neighbours.filter((two) => answer.includes(two));
    return (POINTS / neighbours.length) * kept.length;
  },
  kendall: (answer, key) => {
    const pairs = key.split("").flatMap((a) =>
      key
        .split("")
        .filter((b) => a < b)
        .map((b) => [a, b]),
    );
    const wrong = pairs.filter(([a = "", b = ""]) => answer.indexOf(a) > answer.indexOf(b));
    return POINTS - (POINTS / pairs.length) * wrong.length;
  },
  lis: (answer, key) => {
    const ordered = subsets(answer.split("")).filter(
      (letters) => letters.toSorted().join() === letters.join(),
    );
    return (POINTS / key.length) * Math.max(...ordered.map((letters) => letters.length));
  },
};

function permutations(things: readonly string[]): string[][] {
  if (things.length === 0) return [[]];
  return things.flatMap((first) =>
    permutations(things.filter((thing) => thing !== first)).map((rest) => [first, ...rest]),
  );
}

describe.each(Object.entries(formulas))("%s", (rule, formula) => {
  for (const length of [2, 3, 4, 5]) {
    test(`is its formula for every permutation of ${length}`, () => {
      const key = KEY.slice(0, length);
      const item = compiled({ type: "order", rule, key, points: POINTS });
      const earned = permutations(key).map((answer) => {
        const expected = formula(answer.join(""), key.join("")) * 1_000_000;
        expect(item.evaluate(answer)).toBe(expected);
        return expected;
      });
      expect(earned).toHaveLength([2, 6, 24, 120][length - 2] ?? 0);
      expect(item.levels).toEqual([...new Set(earned)].toSorted((a, b) => a - b));
      expect(item.maxPoints).toBe(POINTS * 1_000_000);
    });
  }

  test("minds the order of the key, not of the alphabet", () => {
    const item = compiled({ type: "order", rule, key: ["c", "a", "b"], points: POINTS });
    const names: Record<string, string> = { A: "c", B: "a", C: "b" };
    for (const answer of permutations(["A", "B", "C"])) {
      const points = item.evaluate(answer.map((letter) => names[letter] ?? ""));
      expect(points).toBe(formula(answer.join(""), "ABC") * 1_000_000);
    }
  });

  test("throws for what is no permutation", () => {
    const item = compiled({ type: "order", rule, key: ["A", "B", "C"] });
    const answers = [["A", "B"], ["A", "B", "B"], ["A", "B", "D"], ["A", "B", "C", "C"], "A", 1];
    for (const answer of [...answers, { A: "B" }]) {
      expect(() => item.evaluate(answer)).toThrow(RangeError);
    }
  });

  test("has among its levels what any sequence of up to 240 earns; the key earns the most", () => {
    const length = fc.integer({ min: 2, max: 240 });
    const sequence = length.chain((n) => {
      const key = Array.from({ length: n }, (_, place) => `o${place}`);
      return fc.record({
        key: fc.constant(key),
        answer: fc.shuffledSubarray(key, { minLength: n, maxLength: n }),
      });
    });
    fc.assert(
      fc.property(sequence, ({ key, answer }) => {
        const item = compiled({ type: "order", rule, key, points: "1/7", penalty: 0.25, min: -1 });
        expect(new Set(item.levels)).toContain(item.evaluate(answer));
        expect(item.evaluate(key)).toBe(item.maxPoints);
        expect(item.maxPoints).toBe(142_857);
      }),
      { numRuns: 25 },
    );
  });
});

/** Written out by hand, in sixths of M. */
test.each<[string, Record<string, number>]>([
  ["ABC", { exact: 6, position: 6, adjacent: 6, kendall: 6, lis: 6 }],
  ["ACB", { exact: 0, position: 2, adjacent: 0, kendall: 4, lis: 4 }],
  ["BAC", { exact: 0, position: 2, adjacent: 0, kendall: 4, lis: 4 }],
  ["BCA", { exact: 0, position: 0, adjacent: 3, kendall: 2, lis: 4 }],
  ["CAB", { exact: 0, position: 0, adjacent: 3, kendall: 2, lis: 4 }],
  ["CBA", { exact: 0, position: 2, adjacent: 0, kendall: 0, lis: 2 }],
])("%s for ABC is worth what a hand reckons", (answer, sixths) => {
  for (const [rule, expected] of Object.entries(sixths)) {
    const item = compiled({ type: "order", rule, key: ["A", "B", "C"], points: 6 });
    expect(`${rule} ${item.evaluate(answer.split(""))}`).toBe(`${rule} ${expected * 1_000_000}`);
  }
});

test("putting two neighbours right never lowers kendall, and adds one pair", () => {
  const key = Array.from({ length: 12 }, (_, place) => `o${String(place).padStart(2, "0")}`);
  const item = compiled({ type: "order", rule: "kendall", key, points: 66 });
  const answers = fc.shuffledSubarray(key, { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(answers, fc.nat(10), (answer, place) => {
      const [a = "", b = ""] = answer.slice(place, place + 2);
      const mended = [...answer.slice(0, place), ...[a, b].toSorted(), ...answer.slice(place + 2)];
      const gain = a > b ? 1_000_000 : 0;
      expect(item.evaluate(mended)).toBe(item.evaluate(answer) + gain);
    }),
  );
});

describe("an order item", () => {
  test("is exact unless another rule is named", () => {
    const item = compiled({ type: "order", key: ["A", "B"], points: 2, blank: -1, penalty: 0.5 });
    expect(item.evaluate(["A", "B"])).toBe(2_000_000);
    expect(item.evaluate(["B", "A"])).toBe(-500_000);
    expect(item.blank).toBe(-1_000_000);
  });

  test("of 240 by kendall has 28,681 levels", () => {
    const key = Array.from({ length: 240 }, (_, place) => `o${place}`);
    expect(compiled({ type: "order", rule: "kendall", key }).levels).toHaveLength(28_681);
  });

  test.each<[object, string[]]>([
    [{ key: ["A"] }, ["key too_few_options"]],
    [{ key: Array.from({ length: 241 }, (_, i) => `${i}`) }, ["key too_many_options"]],
    [{ key: ["A", "B", "A"] }, ["key.2 key_repeated"]],
    [{ key: ["A", 1] }, ["key.1 wrong_type"]],
    [{}, ["key missing_field"]],
    [{ key: ["A", "B"], rule: "spearman" }, ["rule unknown_rule"]],
    [{ key: ["A", "A"], options: ["A"] }, ["options unknown_field", "key.1 key_repeated"]],
  ])("refuses %j", (item, faults) => {
    expect(faultsOf({ type: "order", ...item })).toEqual(faults);
  });

  test("warns of names that CSV cannot send", () => {
    expect(warningsOf({ type: "order", key: ["A|B", "C"] })).toEqual([
      "key.0 option_holds_separator",
    ]);
  });
});
