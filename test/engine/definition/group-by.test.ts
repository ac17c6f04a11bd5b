/** What `groupBy` may say, and where it is told that it may not. */

import { describe, expect, test } from "bun:test";

import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { definitionHash } from "#usecase/definition-hash.ts";

const choice = { id: "q1", type: "single_choice", options: ["A", "B"], key: "A" };
const form = { attribute: "form", values: ["A", "B"] };

function faultsOf(groupBy: unknown): string[] {
  const parsed = parseDefinition({ items: [choice], groupBy });
  return parsed.ok ? [] : parsed.error.map(({ path, code }) => `${path} ${code}`);
}

const valuesUpTo = (count: number) => Array.from({ length: count }, (_, place) => `v${place}`);
const attributesUpTo = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ ...form, attribute: `a${place}` }));

describe("groupBy", () => {
  test.each([
    ["one attribute", [form]],
    [
      "3 attributes of 20 values",
      attributesUpTo(3).map((one) => ({ ...one, values: valuesUpTo(20) })),
    ],
    ["the same value of two attributes", [form, { ...form, attribute: "other" }]],
    ["words of JavaScript", [{ attribute: "__proto__", values: ["constructor", "toString"] }]],
    ["texts of numbers", [{ attribute: "grade", values: ["1", "1.0", "-0.5"] }]],
  ])("takes %s as they are", (_, groupBy) => {
    const parsed = parseDefinition({ items: [choice], groupBy });
    expect(parsed.ok && parsed.value.definition.groupBy).toEqual(groupBy);
    expect(parsed.ok && parsed.value.warnings).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ["an empty list", [], ["groupBy group_by_empty"]],
    ["more than 3 attributes", attributesUpTo(4), ["groupBy too_many_groupings"]],
    ["an attribute twice", [form, form], ["groupBy group_repeated"]],
    ["no value", [{ ...form, values: [] }], ["groupBy.0.values group_values_empty"]],
    [
      "more than 20 values",
      [form, { attribute: "school", values: valuesUpTo(21) }],
      ["groupBy.1.values too_many_group_values"],
    ],
    ["a value twice", [{ ...form, values: ["A", "B", "A"] }], ["groupBy.0.values group_repeated"]],
    ["an empty value", [{ ...form, values: ["A", ""] }], ["groupBy.0.values.1 text_empty"]],
    ["an empty attribute", [{ ...form, attribute: "" }], ["groupBy.0.attribute text_empty"]],
    [
      "an attribute of 65 characters",
      [{ ...form, attribute: "a".repeat(65) }],
      ["groupBy.0.attribute text_too_long"],
    ],
    [
      "a value of 201 characters",
      [{ ...form, values: ["a".repeat(201)] }],
      ["groupBy.0.values.0 text_too_long"],
    ],
    [
      "what PostgreSQL cannot hold",
      [{ attribute: "a\0", values: ["\ud800"] }],
      ["groupBy.0.attribute character_not_allowed", "groupBy.0.values.0 character_not_allowed"],
    ],
    [
      "a number among the values",
      [{ ...form, values: ["1", 2] }],
      ["groupBy.0.values.1 wrong_type"],
    ],
    ["a text for values", [{ ...form, values: "A" }], ["groupBy.0.values wrong_type"]],
    ["a text for an attribute", ["form"], ["groupBy.0 wrong_type"]],
    ["an object", form, ["groupBy wrong_type"]],
    ["null", null, ["groupBy wrong_type"]],
    ["no attribute", [{ values: ["A"] }], ["groupBy.0.attribute missing_field"]],
    ["no values", [{ attribute: "form" }], ["groupBy.0.values missing_field"]],
    ["a field of no meaning", [{ ...form, value: "A" }], ["groupBy.0.value unknown_field"]],
    [
      "several faults at once",
      [
        { ...form, values: [] },
        { attribute: 1, values: ["A", "A"] },
      ],
      [
        "groupBy.0.values group_values_empty",
        "groupBy.1.attribute wrong_type",
        "groupBy.1.values group_repeated",
      ],
    ],
  ])("refuses %s", (_, groupBy, faults) => {
    expect(faultsOf(groupBy)).toEqual(faults);
  });
});

test("a list of a million is refused for its length alone", () => {
  const many = valuesUpTo(1_000_000);
  expect(faultsOf(many)).toEqual(["groupBy too_many_groupBy"]);
  expect(faultsOf([{ ...form, values: many }])).toEqual(["groupBy.0.values too_many_values"]);
});

describe("the hash of a definition", () => {
  const hashOf = async (definition: object) => {
    const parsed = parseDefinition({ items: [choice], ...definition });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    return await definitionHash(parsed.value.definition);
  };

  test("without groupBy is the one that it had before there was such a thing", async () => {
    expect(await hashOf({})).toBe(
      "fd6fd3f832fa9f9fddbf23535c12fa982c01965a9c8c540c3d1cbf25c65e239f",
    );
  });

  test("differs by attributes and values, and their order", async () => {
    const more = [
      {},
      { groupBy: [form] },
      { groupBy: [{ ...form, values: ["B", "A"] }] },
      { groupBy: [{ ...form, attribute: "school" }] },
    ];
    expect(new Set(await Promise.all(more.map(hashOf))).size).toBe(more.length);
  });
});
