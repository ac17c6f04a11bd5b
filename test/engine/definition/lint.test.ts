import { describe, expect, test } from "bun:test";

import { parseDefinition } from "#engine/definition/parse-definition.ts";

const options = ["A", "B"];
const item = { id: "q1", type: "single_choice", options, key: "A", points: 10 };

describe("warnings", () => {
  test("are none for an ordinary form", () => {
    const cuts = [
      { min: 6, label: "pass" },
      { min: 0, label: "fail" },
    ];
    expect(warningsOf({ items: [item], bands: [{ scale: "total", cuts }] })).toEqual([]);
  });

  test("name an item in no scale, where there are scales", () => {
    const scales = [{ id: "s", items: ["q1"], aggregate: "sum" }];
    const items = [item, { ...item, id: "q2" }];
    expect(warningsOf({ items, scales })).toEqual(["items.1 item_in_no_scale"]);
    expect(warningsOf({ items })).toEqual([]);
  });

  test("name an option that CSV cannot send", () => {
    const many = { id: "m", type: "multiple_choice", options: ["A|B", "C"], key: ["C"] };
    expect(warningsOf({ items: [many] })).toEqual(["items.0.options.0 option_holds_separator"]);
  });

  test("name nothing selected as the right answer where that means omitted", () => {
    const many = { id: "m", type: "multiple_choice", options, key: [], emptyMeans: "omitted" };
    expect(warningsOf({ items: [many] })).toEqual(["items.0.points maximum_unreachable"]);
  });

  test.each([
    ["points", [0, 11], "cuts.1.min band_unreachable"],
    ["points", [0, 10], null],
    ["points", [-5, 0], "cuts.0.min band_unreachable"],
    ["points", [1, 5], "cuts.0.min band_gap"],
    ["percent", [0, 100], null],
    ["percent", [0, 100.000001], "cuts.1.min band_unreachable"],
  ])("on %s with cuts at %j", (on, mins, warning) => {
    const cuts = mins.map((min) => ({ min, label: `from ${min}` }));
    const warnings = warningsOf({ items: [item], bands: [{ scale: "total", on, cuts }] });
    expect(warnings).toEqual(warning === null ? [] : [`bands.0.${warning}`]);
  });

  test("look at the range of a scale, deductions included", () => {
    const guess = { ...item, id: "g", rule: "formula_scoring" };
    const scales = [{ id: "s", items: ["g"], aggregate: "sum" }];
    const bands = [{ scale: "s", cuts: [{ min: 0, label: "a" }] }];
    expect(warningsOf({ items: [guess], scales, bands })).toEqual(["bands.0.cuts.0.min band_gap"]);
  });
});

function warningsOf(definition: object): string[] {
  const parsed = parseDefinition(definition);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value.warnings.map(({ code, path }) => `${path} ${code}`);
}
