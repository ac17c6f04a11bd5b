import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { parseDefinition } from "#engine/definition/parse-definition.ts";

const choice = { id: "q1", type: "single_choice", options: ["A", "B"], key: "A" };

describe("parseDefinition", () => {
  test("fills in every default", () => {
    expect<unknown>(parseDefinition({ items: [choice] })).toEqual({
      ok: true,
      value: {
        definition: {
          items: [{ ...choice, rule: "all_or_nothing", points: 1, weight: 1, blank: 0 }],
          absentMeans: "omitted",
          scales: [],
          bands: [],
        },
        warnings: [],
      },
    });
  });

  test("gives a definition that parses to itself", () => {
    const first = parseDefinition(everyKindOfItem());
    if (!first.ok) throw new Error(JSON.stringify(first.error));
    const again = parseDefinition(JSON.parse(JSON.stringify(first.value.definition)));
    expect(again).toEqual(first);
  });

  test("lists every fault of the whole, its items, scales and bands, each with its path", () => {
    expect(
      faultsOf({
        title: 3,
        titel: "x",
        items: [
          { ...choice, key: "Z", pionts: 1, colour: "red" },
          { id: "q1", type: "number", key: "abc", tolerance: { absolute: -1, percent: 1 } },
          { id: "q 3", type: "multiple_choice", rule: "net_corect" },
          { id: "q4", type: "essay" },
          { id: "q5" },
          null,
          { id: "r", type: "rating", min: 0, max: 3 },
        ],
        absentMeans: "zero",
        scales: [{ id: "attempt", items: ["q1", "q1", "q9", "r"], aggregate: "sum" }],
        bands: [
          { scale: "verbal", cuts: [] },
          {
            scale: "total",
            cuts: [
              { min: 1, label: "a" },
              { min: "1.0", label: "b", colour: "red" },
            ],
          },
        ],
      }),
    ).toEqual([
      "title wrong_type",
      "absentMeans not_one_of",
      "titel unknown_field",
      "items.0.pionts unknown_field",
      "items.0.colour unknown_field",
      "items.0.key not_an_option",
      "items.1.key number_invalid",
      "items.1.tolerance.absolute negative",
      "items.1.tolerance.percent unknown_field",
      "items.2.rule unknown_rule",
      "items.2.id id_invalid",
      "items.3.type unknown_type",
      "items.4.type missing_field",
      "items.5 wrong_type",
      "items.1.id id_repeated",
      "scales.0.id id_reserved",
      "scales.0.items.1 item_repeated",
      "scales.0.items.2 unknown_item",
      "scales.0.missing missing_field",
      "bands.0.cuts cuts_empty",
      "bands.0.scale unknown_scale",
      "bands.1.cuts.1.colour unknown_field",
    ]);
  });

  test("says what to write instead", () => {
    const messages = (input: object) => {
      const parsed = parseDefinition(input);
      return parsed.ok ? [] : parsed.error.map(({ message }) => message);
    };
    expect(messages({ items: [{ ...choice, key: "Z", colour: "red" }], absentMeans: 0 })).toEqual([
      'must be one of "omitted", "not_presented", not 0',
      '"colour" is not a field here; there are id, title, weight, blank, penalty, min, max, minIfAttempted, points, type, options, rule, key',
      `"Z" is not one of the item's options`,
    ]);
  });

  test("refuses what is no object", () => {
    for (const input of [null, undefined, 1, "x", true, [], [choice]]) {
      expect(faultsOf(input)).toEqual([" wrong_type"]);
    }
  });

  test("refuses a form without items", () => {
    expect(faultsOf({ items: [] })).toEqual(["items items_empty"]);
    expect(faultsOf({})).toEqual(["items missing_field"]);
    expect(faultsOf({ items: { 0: choice } })).toEqual(["items wrong_type"]);
  });

  test.each(["candidate", "attempt", "submittedAt", "total", "__proto__"])(
    "keeps the id %p for itself",
    (id) => {
      expect(faultsOf({ items: [{ ...choice, id }] })).toEqual(["items.0.id id_reserved"]);
    },
  );

  test("takes constructor and toString for ids", () => {
    const items = [
      { ...choice, id: "constructor" },
      { ...choice, id: "toString" },
    ];
    const scales = [{ id: "hasOwnProperty", items: ["constructor", "toString"], aggregate: "sum" }];
    const bands = [{ scale: "hasOwnProperty", cuts: [{ min: 0, label: "constructor" }] }];
    expect(faultsOf({ items, scales, bands })).toEqual([]);
    expect(faultsOf({ items, scales: [{ ...scales[0], items: ["valueOf"] }] })).toEqual([
      "scales.0.items.0 unknown_item",
    ]);
  });

  test("refuses types and rules named like parts of every object", () => {
    expect(faultsOf({ items: [{ ...choice, type: "constructor" }] })).toEqual([
      "items.0.type unknown_type",
    ]);
    expect(faultsOf({ items: [{ ...choice, rule: "__proto__" }] })).toEqual([
      "items.0.rule unknown_rule",
    ]);
    expect(faultsOf(JSON.parse('{"items":[{"id":"q","__proto__":{}}],"__proto__":1}'))).toEqual([
      "__proto__ unknown_field",
      "items.0.type missing_field",
    ]);
  });

  test.each(["a\0b", "\0", "\ud800", "x".repeat(1_001)])("refuses the title %j", (title) => {
    expect(faultsOf({ title, items: [choice] })).toHaveLength(1);
  });

  test.each(["", "a b", "é", "a\0", "x".repeat(65), "a/b", "a\n"])("refuses the id %j", (id) => {
    expect(faultsOf({ items: [{ ...choice, id }] })).toEqual(["items.0.id id_invalid"]);
  });

  test.each([
    ["1e999999999", "number_invalid"],
    ["9".repeat(100_000), "number_invalid"],
    [Infinity, "number_invalid"],
    ["NaN", "number_invalid"],
    ["1/0", "number_invalid"],
    [null, "wrong_type"],
    [1e300, "points_out_of_range"],
    ["1e1000", "points_out_of_range"],
    [1_000_000.5, "points_out_of_range"],
    [0.1234567, "too_many_decimals"],
    [1e-7, "too_many_decimals"],
    [-1, "negative"],
  ])("refuses the points %p", (points, code) => {
    expect(faultsOf({ items: [{ ...choice, points }] })).toEqual([`items.0.points ${code}`]);
  });

  test("refuses NaN, which no JSON holds", () => {
    expect(faultsOf({ items: [{ ...choice, points: Number.NaN }] })).toHaveLength(1);
  });

  test.each([
    [["A"], "items.0.options too_few_options"],
    [["A", "B", "A"], "items.0.options.2 option_repeated"],
    [["A", ""], "items.0.options.1 text_empty"],
    [["A", "x".repeat(513)], "items.0.options.1 text_too_long"],
    [
      Array.from({ length: 241 }, (_, i) => (i === 0 ? "A" : `o${i}`)),
      "items.0.options too_many_options",
    ],
  ])("refuses the options %#", (options, fault) => {
    expect(faultsOf({ items: [{ ...choice, options }] })).toEqual([fault]);
  });

  test("refuses a cut that is no whole number of micropoints", () => {
    const bands = [{ scale: "total", cuts: [{ min: "1/3", label: "a" }] }];
    expect(faultsOf({ items: [choice], bands })).toEqual(["bands.0.cuts.0.min too_many_decimals"]);
  });

  test("refuses two bands that begin at the same value", () => {
    const [a, b] = [0.5, "0.50"].map((min) => ({ min, label: "a" }));
    const bands = [{ scale: "total", cuts: [a, { min: 0, label: "b" }, b] }];
    expect(faultsOf({ items: [choice], bands })).toEqual(["bands.0.cuts.2.min cut_repeated"]);
  });

  test("refuses two bands that begin at the same rounded value", () => {
    const cuts = [
      { min: 50, label: "a" },
      { min: "49.5", label: "b" },
    ];
    const bands = [{ scale: "total", cuts }];
    expect(faultsOf({ items: [choice], bands })).toEqual([]);
    const rounded = [{ scale: "total", roundedTo: 0, cuts }];
    expect(faultsOf({ items: [choice], bands: rounded })).toEqual([
      "bands.0.cuts.1.min cut_repeated",
    ]);
  });

  test.each([-1, 7, 0.5, "0", null])("refuses to round to %p decimals", (roundedTo) => {
    const cuts = [0, "0.0"].map((min) => ({ min, label: "a" }));
    const faults = faultsOf({ items: [choice], bands: [{ scale: "total", roundedTo, cuts }] });
    expect(faults.toSorted()).toEqual([
      "bands.0.cuts.1.min cut_repeated",
      `bands.0.roundedTo ${typeof roundedTo === "number" ? "decimals_invalid" : "wrong_type"}`,
    ]);
  });

  test("refuses a key that names an option twice", () => {
    expect(faultsOf({ items: [{ ...choice, key: ["A", "B", "A"] }] })).toEqual([
      "items.0.key.2 key_repeated",
    ]);
  });

  test("refuses two sets of bands for one scale", () => {
    const set = { scale: "total", cuts: [{ min: 0, label: "a" }] };
    expect(faultsOf({ items: [choice], bands: [set, set] })).toEqual([
      "bands.1.scale scale_repeated",
    ]);
  });
});

describe("parseDefinition of something large", () => {
  test("refuses 10,000 items at once, for their number alone", () => {
    const items = Array.from({ length: 10_000 }, () => ({}));
    expect(faultsOf({ items })).toEqual(["items too_many_items"]);
  });

  test("takes 5,000 items", () => {
    const items = Array.from({ length: 5_000 }, (_, i) => ({ ...choice, id: `q${i}` }));
    expect(faultsOf({ items })).toEqual([]);
  });

  test("refuses scales that have more than 20,000 members together", () => {
    const items = Array.from({ length: 2_000 }, (_, i) => ({ ...choice, id: `q${i}` }));
    const scale = (id: number, members: number) => ({
      id: `s${id}`,
      items: items.slice(0, members).map((item) => item.id),
      aggregate: "sum",
    });
    const scales = Array.from({ length: 10 }, (_, id) => scale(id, 2_000));
    expect(faultsOf({ items, scales })).toEqual([]);
    expect(faultsOf({ items, scales: [...scales, scale(10, 1)] })).toEqual([
      "scales too_many_items",
    ]);
  });

  test("refuses bands that have more than 20,000 cuts together", () => {
    const scales = Array.from({ length: 21 }, (_, place) => ({
      id: `s${place}`,
      items: [choice.id],
      aggregate: "sum",
    }));
    const bandsOf = (count: number, cuts: number) =>
      scales.slice(0, count).map(({ id }) => ({
        scale: id,
        cuts: Array.from({ length: cuts }, (_, place) => ({ min: place / 1000, label: "x" })),
      }));
    expect(faultsOf({ items: [choice], scales, bands: bandsOf(20, 1_000) })).toEqual([]);
    expect(faultsOf({ items: [choice], scales, bands: bandsOf(21, 953) })).toEqual([
      "bands too_many_cuts",
    ]);
  });

  test("refuses a list inside an item that is too long to be looked at", () => {
    const options = Array<number>(1_000_000).fill(1);
    expect(faultsOf({ items: [{ ...choice, options }] })).toEqual([
      "items.0.options too_many_options",
    ]);
  });

  test("stops at 10,000 faults, and at 100 unknown fields of one object", () => {
    const items = Array.from({ length: 5_000 }, () => ({ type: "text", a: 1, b: 1 }));
    expect(faultsOf({ items })).toHaveLength(10_000);
    const strange = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`x${i}`, i]));
    expect(faultsOf({ items: [choice], ...strange })).toHaveLength(100);
  });

  test("stops where more different points are possible than can be counted", () => {
    const options = Array.from({ length: 15 }, (_, i) => `o${i}`);
    const weights = Object.fromEntries(options.map((option, i) => [option, 2 ** i / 1_000_000]));
    const item = { type: "multiple_choice", rule: "option_weights", options, weights };
    const items = Array.from({ length: 9 }, (_, i) => ({ ...item, id: `q${i}` }));
    expect(faultsOf({ items })).toEqual(["items.7 too_many_levels"]);
  });

  test("is measured by the points that formulas list, though limits and weight make them one", () => {
    const options = Array.from({ length: 15 }, (_, i) => `o${i}`);
    const weights = Object.fromEntries(options.map((option, i) => [option, 2 ** i / 1_000_000]));
    const kinds = [
      { rule: "option_weights", weights, weight: 0 },
      { rule: "option_weights", weights, lo: 0, hi: 0 },
      { map: { entries: weights, lower: 0, upper: 0 } },
      { map: { entries: weights }, max: 0 },
    ];
    const items = Array.from({ length: 9 }, (_, i) => ({
      ...kinds[i % kinds.length],
      type: "multiple_choice",
      options,
      id: `q${i}`,
    }));
    expect(faultsOf({ items })).toEqual(["items.7 too_many_levels"]);
  });

  test("stops at the item with which the patterns of all become too much work", () => {
    const key = [{ pattern: "[a-z]{450}" }];
    const items = Array.from({ length: 60 }, (_, place) => ({
      id: `q${place}`,
      type: "text",
      key,
    }));
    expect(faultsOf({ items: items.slice(0, 44) })).toEqual([]);
    expect(faultsOf({ items })).toEqual(["items.44 too_many_patterns"]);
    // Faulty items count, whose patterns are parsed as well.
    const faulty = items.map((item) => ({ ...item, points: -1 }));
    expect(faultsOf({ items: faulty }).at(-1)).toBe("items.44 too_many_patterns");
  });

  test("is not impressed by depth", () => {
    let deep: unknown = [];
    for (let level = 0; level < 100_000; level++) deep = level % 2 ? [deep] : { options: deep };
    const items = [deep, { ...choice, options: deep, title: deep }, { id: "t", type: deep }];
    expect(faultsOf({ title: deep, items, scales: deep }).length).toBeGreaterThan(3);
  });

  test("shows a long name or value by its beginning", () => {
    const long = "x".repeat(1_000_000);
    const parsed = parseDefinition({
      items: [{ ...choice, key: long, [long]: 1, type: long }],
      [long]: 1,
    });
    for (const fault of parsed.ok ? [] : parsed.error) {
      expect(fault.path.length + fault.message.length).toBeLessThan(600);
    }
  });
});

test("parseDefinition never throws", () => {
  const words = fc.constantFrom(
    "A",
    "q1",
    "total",
    "sum",
    "rating",
    "text",
    "number",
    "",
    "\0",
    "1/3",
  );
  const names = fc.constantFrom(
    ..."id type options key rule points weight min max tolerance absolute weights".split(" "),
    ..."optionPoints scale cuts label items scales bands answer aggregate missing on".split(" "),
    ..."emptyMeans __proto__ constructor".split(" "),
  );
  const types = fc.constantFrom("single_choice", "multiple_choice", "number", "text", "rating");
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      words,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      tie("list"),
      tie("object"),
    ),
    list: fc.array(tie("value"), { maxLength: 4 }),
    object: fc.dictionary(names, tie("value"), { maxKeys: 8 }),
  }));
  const item = fc
    .tuple(types, fc.dictionary(names, value))
    .map(([type, rest]) => ({ ...rest, type }));
  fc.assert(
    fc.property(fc.array(item, { maxLength: 4 }), value, value, (items, scales, bands) => {
      const parsed = parseDefinition({ items, scales, bands });
      expect(parsed.ok || parsed.error.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

function faultsOf(input: unknown): string[] {
  const parsed = parseDefinition(input);
  return parsed.ok ? [] : parsed.error.map(({ code, path }) => `${path} ${code}`);
}

function everyKindOfItem() {
  const options = ["A", "B", "C"];
  const cuts = [
    { min: 60, label: "pass" },
    { min: -1_000, label: "fail" },
  ];
  return {
    title: "Everything",
    items: [
      { ...choice, penalty: 0.25, min: -1, max: 1, minIfAttempted: 0.1 },
      { id: "s2", type: "single_choice", options, key: ["A", "B"], rule: "formula_scoring" },
      {
        id: "s3",
        type: "single_choice",
        options,
        optionPoints: { A: 1, C: "-1/3" },
        title: "Third",
      },
      { id: "m1", type: "multiple_choice", options, key: ["A"] },
      { id: "m2", type: "multiple_choice", options, key: [], rule: "each_decision" },
      {
        id: "m3",
        type: "multiple_choice",
        options,
        weights: { A: 1 },
        rule: "option_weights",
        hi: 2,
      },
      { id: "n1", type: "number", key: 9.81, tolerance: { absolute: [0.01, "1/3"] } },
      { id: "t1", type: "text", key: ["Paris", { answer: "Lutetia", points: 0.5 }] },
      { id: "r1", type: "rating", min: 0, max: 3, reverse: true, weight: "1/3" },
    ],
    absentMeans: "not_presented",
    scales: [{ id: "part", items: ["m1", "r1"], aggregate: "sum", missing: "null_if_any" }],
    bands: [{ scale: "total", on: "percent", cuts }],
  };
}
