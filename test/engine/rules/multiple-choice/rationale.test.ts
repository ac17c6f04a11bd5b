import { describe, expect, test } from "bun:test";

import { compiled, faultsOf, subsets } from "../given-item.ts";

const OPTIONS = ["A", "B", "C", "D", "E"];
const item = { type: "multiple_choice", rule: "rationale", options: OPTIONS };

describe("rationale", () => {
  test.each(["A", "B"])(
    "gives a dyad one point for both, whichever is the anchor (%s)",
    (anchor) => {
      const { evaluate, levels, maxPoints } = compiled({ ...item, key: ["A", "B"], anchor });
      for (const selected of subsets(OPTIONS).filter(({ length }) => length <= 2)) {
        expect(evaluate(selected)).toBe(selected.join("") === "AB" ? 1_000_000 : 0);
      }
      expect({ levels, maxPoints }).toEqual({ levels: [0, 1_000_000], maxPoints: 1_000_000 });
    },
  );

  test("gives a triad two points for all, one for the anchor and one reason", () => {
    const { evaluate, levels, maxPoints } = compiled({
      ...item,
      key: ["A", "B", "C"],
      anchor: "B",
    });
    const earned: Record<string, number> = { ABC: 2, AB: 1, BC: 1, ABD: 1, ABE: 1, BCD: 1, BCE: 1 };
    for (const selected of subsets(OPTIONS).filter(({ length }) => length <= 3)) {
      expect(evaluate(selected)).toBe((earned[selected.join("")] ?? 0) * 1_000_000);
    }
    expect({ levels, maxPoints }).toEqual({
      levels: [0, 1_000_000, 2_000_000],
      maxPoints: 2_000_000,
    });
  });

  test("refuses more options than there are blanks to fill", () => {
    const triad = compiled({ ...item, key: ["A", "B", "C"], anchor: "A" });
    expect(() => triad.evaluate(["A", "B", "C", "D"])).toThrow(RangeError);
    expect(triad.evaluate(["A", "B", "C", "A"])).toBe(2_000_000);
  });

  test("weighs, and never reads a blank", () => {
    const dyad = { ...item, key: ["A", "B"], anchor: "A", weight: 3, emptyMeans: "omitted" };
    const { evaluate, levels } = compiled({ ...dyad, blank: -1 });
    expect([evaluate(["B", "A"]), evaluate([]), evaluate(["A"])]).toEqual([3e6, -3e6, 0]);
    expect(levels).toEqual([0, 3_000_000]);
  });

  test.each([
    [{ key: ["A"], anchor: "A" }, ["key key_not_linked"]],
    [{ key: ["A", "B", "C", "D"], anchor: "A" }, ["key key_not_linked"]],
    [{ key: [], anchor: "A" }, ["key key_not_linked", "anchor anchor_not_in_key"]],
    [{ key: ["A", "B"], anchor: "C" }, ["anchor anchor_not_in_key"]],
    [{ key: ["A", "B"] }, ["anchor missing_field"]],
    [{ key: ["A", "Z"], anchor: "A" }, ["key.1 not_an_option"]],
    [{ key: ["A", "B"], anchor: "A", points: 1 }, ["points unknown_field"]],
  ])("refuses %j", (fields, faults) => {
    expect(faultsOf({ ...item, ...fields })).toEqual(faults);
  });
});
