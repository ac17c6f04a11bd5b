import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { parseDefinition } from "#engine/definition/parse-definition.ts";

import { must } from "../../support/must.ts";

const items = [
  { id: "q1", type: "single_choice", options: ["A", "B"], key: "A" },
  { id: "q2", type: "single_choice", options: ["A", "B", "C"], key: "A" },
  { id: "r", type: "rating", min: 0, max: 3 },
];
const scales = [{ id: "part", items: ["q1", "r"], aggregate: "sum", missing: "zero" }];
const q1 = { id: "q1", model: "2PL", a: 1.2, b: -0.3 };
const r = { id: "r", model: "GRM", a: 0.9, b: [-1, 0.2, 1.4] };
const entry = { scale: "total", D: 1, omitted: "missing", items: [q1, r] };

describe("parameters of item response theory", () => {
  test("are taken as they are written, with the method that is not said", () => {
    const { definition } = must(parseDefinition({ items, scales, irt: [entry] }));
    expect(definition.irt).toEqual([{ ...entry, method: "eap" } as never]);
    expect(must(parseDefinition(definition)).definition).toEqual(definition);
  });

  test("leave no trace in a definition without them", () => {
    expect("irt" in must(parseDefinition({ items, scales })).definition).toBe(false);
  });

  test("of every model", () => {
    const many = ["1PL", "2PL", "3PL", "4PL", "GRM", "GPCM", "PCM", "NRM"].map((model, index) => ({
      id: `m${index}`,
      model,
      ...parametersOf(model),
    }));
    const own = many.map(({ id, model }) => ({
      id,
      type: "rating",
      min: 0,
      max: model.endsWith("PL") ? 1 : 2,
    }));
    expect(faultsOf({ irt: [{ ...entry, items: many }], items: own, scales: [] })).toEqual([]);
    const { definition } = must(parseDefinition({ items: own, irt: [{ ...entry, items: many }] }));
    expect(definition.irt?.[0]?.items.map((item) => "a" in item && item.a)).toEqual([
      1,
      1.5,
      1.5,
      1.5,
      1.5,
      1.5,
      1,
      [0, 1, 2],
    ]);
  });

  test.each([
    [{ scale: undefined }, ["irt.0.scale missing_field"]],
    [{ scale: "verbal" }, ["irt.0.scale unknown_scale"]],
    [{ scale: "part", items: [q1, { ...q1, id: "q2" }] }, ["irt.0.items.1.id item_not_in_scale"]],
    [{ D: undefined }, ["irt.0.D missing_field"]],
    [{ D: 1.71 }, ["irt.0.D not_one_of"]],
    [{ omitted: undefined }, ["irt.0.omitted missing_field"]],
    [{ omitted: "zero" }, ["irt.0.omitted not_one_of"]],
    [{ method: "eapp" }, ["irt.0.method not_one_of"]],
    [{ items: [] }, ["irt.0.items items_empty"]],
    [{ items: "q1" }, ["irt.0.items wrong_type"]],
    [{ items: [null] }, ["irt.0.items.0 wrong_type"]],
    [{ items: [{ ...q1, id: "q9" }] }, ["irt.0.items.0.id unknown_item"]],
    [{ items: [q1, q1] }, ["irt.0.items.1.id item_repeated"]],
    [{ items: [{ ...q1, model: "5PL" }] }, ["irt.0.items.0.model unknown_model"]],
    [{ items: [{ ...q1, model: "toString" }] }, ["irt.0.items.0.model unknown_model"]],
    [{ items: [{ id: "q1", a: 1, b: 0 }] }, ["irt.0.items.0.model missing_field"]],
    [{ priors: {} }, ["irt.0.priors unknown_field"]],
    [{ grid: { from: 1, to: 1, nodes: 61 } }, ["irt.0.grid.from lower_above_upper"]],
    [{ grid: { from: -6, to: 6, nodes: 4 } }, ["irt.0.grid.nodes out_of_range"]],
    [{ grid: { from: -6, to: 6, nodes: 60.5 } }, ["irt.0.grid.nodes not_whole"]],
    [{ grid: { from: -6, to: Infinity, nodes: 61 } }, ["irt.0.grid.to out_of_range"]],
    [{ prior: { mean: 0, sd: 0 } }, ["irt.0.prior.sd not_positive"]],
    [{ method: "ml", prior: { mean: 0, sd: 1 } }, ["irt.0.prior field_without_use"]],
    [{ method: "map", refine: "auto" }, ["irt.0.refine field_without_use"]],
    [{ clamp: { min: -4, max: 4 } }, ["irt.0.clamp field_without_use"]],
    [{ method: "ml", clamp: { min: 4, max: -4 } }, ["irt.0.clamp.min lower_above_upper"]],
    [{ method: "ml", wle: "warm" }, ["irt.0.wle field_without_use"]],
    [{ method: "wle", se: "observed" }, ["irt.0.se field_without_use"]],
  ])("refuses %j", (change, faults) => {
    expect(faultsOf({ irt: [written({ ...entry, ...change })] })).toEqual(faults);
  });

  test.each([
    [{ a: 0 }, "a slope_zero"],
    [{ a: Number.NaN }, "a wrong_type"],
    [{ a: -Infinity }, "a out_of_range"],
    [{ a: undefined }, "a missing_field"],
    [{ b: Infinity }, "b out_of_range"],
    [{ b: undefined }, "b missing_field"],
    [{ b: [1] }, "b wrong_type"],
    [{ intercept: 1 }, "intercept field_without_use"],
    [{ c: 0.2 }, "c unknown_field"],
    [{ model: "3PL" }, "c missing_field"],
    [{ model: "3PL", c: 1 }, "c asymptotes_crossed"],
    [{ model: "3PL", c: -0.1 }, "c out_of_range"],
    [{ model: "4PL", c: 0.5, d: 0.5 }, "c asymptotes_crossed"],
    [{ categories: [0] }, "categories too_few_values"],
    [{ categories: [0, 0.5, 1] }, "categories lengths_differ"],
    [{ categories: [1, "1.0"] }, "categories.1 categories_disordered"],
    [{ categories: [0.5, 1] }, "categories.0 points_without_category"],
    [{ id: "r" }, "categories missing_field"],
  ])("refuses an item with %j", (change, fault) => {
    const own = written({ ...q1, ...change });
    expect(faultsOf({ irt: [{ ...entry, items: [own] }] })).toEqual([`irt.0.items.0.${fault}`]);
  });

  test.each([
    [{ b: [-1, 0.2, 0.2] }, "b.2 boundaries_disordered"],
    [{ a: -0.9 }, "b.1 boundaries_disordered,b.2 boundaries_disordered"],
    [
      { b: undefined, intercept: [-1, 0, 1] },
      "intercept.1 boundaries_disordered,intercept.2 boundaries_disordered",
    ],
    [{ b: [-1, 0.2] }, "categories missing_field"],
    [{ b: [] }, "b too_few_values"],
    [{ b: Array.from({ length: 100 }, (_, k) => k) }, "b too_many_values"],
    [{ model: "NRM", a: [0, 1, 2, 3], b: undefined, c: [0, 1] }, "c lengths_differ"],
  ])("refuses a graded item with %j", (change, faults) => {
    const own = written({ ...r, ...change });
    expect(faultsOf({ irt: [{ ...entry, items: [q1, own] }] })).toEqual(
      faults.split(",").map((fault) => `irt.0.items.1.${fault}`),
    );
  });

  test("takes boundaries that fall with a negative slope, and steps in any order", () => {
    const falling = { ...r, a: -0.9, b: [1.4, 0.2, -1] };
    const steps = { ...r, model: "GPCM", b: [1.4, -1, 0.2] };
    for (const own of [falling, steps]) {
      expect(faultsOf({ irt: [{ ...entry, items: [own] }] })).toEqual([]);
    }
  });

  test("asks for no constant where every item is nominal, and refuses their sum", () => {
    const nominal = { id: "r", model: "NRM", a: [0, 1, 2, 3], c: [0, 0, 0, 0] };
    const withoutConstant = { scale: "total", omitted: "missing", items: [nominal] };
    expect(faultsOf({ irt: [withoutConstant] })).toEqual([]);
    expect(faultsOf({ irt: [{ ...withoutConstant, D: 1 }] })).toEqual([
      "irt.0.D field_without_use",
    ]);
    expect(faultsOf({ irt: [{ ...entry, method: "eapsum", items: [q1, nominal] }] })).toEqual([
      "irt.0.items.1.model model_without_sum",
    ]);
  });

  test("refuses two entries for one scale", () => {
    expect(faultsOf({ irt: [entry, entry] })).toEqual(["irt.1.scale scale_repeated"]);
  });

  test("are not asked of scales and items that are faulty themselves", () => {
    const faulty = [{ ...scales[0], aggregate: "summ" }];
    const part = { ...entry, scale: "part" };
    expect(faultsOf({ scales: faulty, irt: [part] })).toEqual(["scales.0.aggregate not_one_of"]);
  });

  test("are refused where they cannot be computed with", () => {
    const many = Array.from({ length: 1_001 }, (_, item) => ({ ...items[0], id: `q${item}` }));
    const own = many.map(({ id }) => ({ ...q1, id }));
    const sums = { ...entry, method: "eapsum", items: own };
    expect(faultsOf({ items: many, scales: [], irt: [sums] })).toEqual([
      "irt.0.items too_many_sums",
    ]);
    const fine = { ...entry, items: own, grid: { from: -6, to: 6, nodes: 1_001 } };
    expect(faultsOf({ items: many, scales: [], irt: [fine] })).toEqual([]);
    const all = { id: "all", items: many.map(({ id }) => id), aggregate: "sum" };
    const again = { ...entry, scale: "all", method: "ml", items: own };
    expect(faultsOf({ items: many, scales: [all], irt: [fine, again] })).toEqual([]);
    const twice = { ...fine, scale: "all" };
    expect(faultsOf({ items: many, scales: [all], irt: [fine, twice] })).toEqual([
      "irt too_many_values",
    ]);
    const five = Array.from({ length: 5 }, () => ({ ...entry, items: Array(4_001).fill(q1) }));
    expect(faultsOf({ irt: five })).toEqual(["irt too_many_items"]);
    expect(faultsOf({ irt: [{ ...entry, items: Array(5_001).fill(q1) }] })).toEqual([
      "irt.0.items too_many_items",
    ]);
    expect(faultsOf({ irt: Array(257).fill(entry) })).toEqual(["irt too_many_irt"]);
  });

  test("warn where items of the scale have none", () => {
    const warningsOf = (own: object) =>
      must(parseDefinition({ items, scales, irt: [own] })).warnings.filter(({ path }) =>
        path.startsWith("irt"),
      );
    expect(warningsOf(entry).map(({ code }) => code)).toEqual(["items_without_parameters"]);
    expect(warningsOf({ ...entry, scale: "part" })).toEqual([]);
  });
});

test("whatever is written in their place, parseDefinition answers", () => {
  const words = fc.constantFrom(
    "q1",
    "r",
    "total",
    "2PL",
    "GRM",
    "NRM",
    "eap",
    "lowest",
    "1/3",
    "lookup",
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      words,
      fc.double(),
      fc.constant(null),
      fc.array(tie("any"), { maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom(
          "id",
          "model",
          "a",
          "b",
          "c",
          "d",
          "intercept",
          "categories",
          "items",
          "D",
          "scale",
          "method",
          "grid",
          "prior",
          "omitted",
          "transform",
          "type",
          "table",
          "groups",
        ),
        tie("any"),
        { maxKeys: 8 },
      ),
    ),
  })).any;
  fc.assert(
    fc.property(fc.oneof(value, fc.array(value)), (irt) => {
      const parsed = parseDefinition({ items, scales, irt });
      const paths = parsed.ok ? [] : parsed.error.map(({ path }) => path);
      expect(paths.every((path) => path.startsWith("irt"))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

function parametersOf(model: string): object {
  const slope = model === "1PL" || model === "PCM" ? {} : { a: 1.5 };
  switch (model) {
    case "3PL":
      return { ...slope, b: 0, c: 0.2 };
    case "4PL":
      return { ...slope, b: 0, c: 0.2, d: 0.9 };
    case "NRM":
      return { a: [0, 1, 2], c: [0, 0.5, 0] };
    default:
      return { ...slope, b: model.endsWith("PL") ? 0 : [-1, 1] };
  }
}

/** As JSON would hold it: without what is undefined. */
function written(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function faultsOf(change: object): string[] {
  const parsed = parseDefinition({ items, scales, ...change });
  return parsed.ok ? [] : parsed.error.map(({ path, code }) => `${path} ${code}`);
}
