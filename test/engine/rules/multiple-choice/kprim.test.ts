import { expect, test } from "bun:test";

import { compiled, faultsOf, subsets } from "../given-item.ts";

const OPTIONS = ["A", "B", "C", "D"];

test("gives all for four right decisions, half for three, for every key and selection", () => {
  for (const key of subsets(OPTIONS).slice(1)) {
    const item = compiled({ type: "multiple_choice", rule: "kprim", options: OPTIONS, key });
    for (const selected of subsets(OPTIONS)) {
      const right = OPTIONS.filter((option) => key.includes(option) === selected.includes(option));
      const expected = [0, 0, 0, 500_000, 1_000_000][right.length] ?? 0;
      expect(item.evaluate(selected)).toBe(expected);
    }
    expect(item).toMatchObject({ levels: [0, 500_000, 1_000_000], maxPoints: 1_000_000 });
  }
});

test("with nothing in the key gives M for nothing selected, else 0", () => {
  const item = compiled({ type: "multiple_choice", rule: "kprim", options: OPTIONS, key: [] });
  expect(subsets(OPTIONS).map(item.evaluate)).toEqual([1_000_000, ...Array(15).fill(0)]);
});

test.each([2, 3, 5])("refuses %i options", (count) => {
  const options = [...OPTIONS, "E"].slice(0, count);
  const item = { type: "multiple_choice", rule: "kprim", options, key: ["A"] };
  expect(faultsOf(item)).toEqual(["options options_not_four"]);
});
