import { describe, expect, test } from "bun:test";

import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";
import type { ScaleView } from "#usecase/result-view.ts";

import { must } from "../../support/must.ts";

const rating = { id: "x", type: "rating", min: 0, max: 20 };

/** Scale views of the ratings 0, 1, 2 … 20, each with these attributes. */
function transformed(transform: readonly object[], attributes = {}): (ScaleView | undefined)[] {
  const scales = [{ id: "s", items: ["x"], aggregate: "sum", missing: "null_if_any", transform }];
  const responses = Array.from({ length: 21 }, (_, x) => ({
    candidate: `${x}`,
    attributes,
    answers: { x },
  }));
  const { results } = must(scoreStateless({ assessment: { items: [rating], scales }, responses }));
  return results.map((result) => result.scales["s"]);
}

const valuesOf = (transform: readonly object[], attributes = {}) =>
  transformed(transform, attributes).map((view) => view?.value);
const every = (of: (x: number) => number | null) => Array.from({ length: 21 }, (_, x) => of(x));

describe("a transform", () => {
  test("linear is a line with limits; raw stays what it was", () => {
    const line = { type: "linear", a: -5, b: 2.5, lower: 0, upper: "37.5" };
    const views = transformed([line]);
    expect(views.map((view) => view?.value)).toEqual(
      every((x) => Math.min(37.5, Math.max(0, 2.5 * x - 5))),
    );
    expect(views.map((view) => view?.raw)).toEqual(every((x) => x));
  });

  test("is exact: a tenth of three is 0.3", () => {
    expect(valuesOf([{ type: "linear", a: 0, b: 0.1 }])[3]).toBe(0.3);
  });

  test("z and t are distances from the mean", () => {
    expect(valuesOf([{ type: "z", mean: 8, sd: 4 }])).toEqual(every((x) => (x - 8) / 4));
    expect(valuesOf([{ type: "t", mean: 8, sd: 4 }])).toEqual(
      every((x) => 50 + (10 * (x - 8)) / 4),
    );
  });

  test("one follows the other, in order", () => {
    const chain = [
      { type: "z", mean: 8, sd: 4 },
      { type: "linear", a: 100, b: 15 },
    ];
    expect(valuesOf(chain)).toEqual(every((x) => 100 + (15 * (x - 8)) / 4));
  });

  const table = [
    [4, 10, 1.5],
    [0, 1],
    [10, 40],
  ];
  test("lookup finds rows, and nothing between them", () => {
    const views = transformed([{ type: "lookup", table }]);
    expect(views.map((view) => view?.value)).toEqual(
      every((x) => ({ 0: 1, 4: 10, 10: 40 })[x] ?? null),
    );
    expect(views[4]).toMatchObject({ raw: 4, value: 10, se: 1.5 });
    expect(views[3]).toMatchObject({ raw: 3, value: null, reason: "no_table_row" });
    expect(views[0]).not.toHaveProperty("se");
  });

  test("a table's standard error is not that of what follows it", () => {
    for (const after of [
      { type: "linear", a: 0, b: 2 },
      { type: "z", mean: 0, sd: 1 },
      { type: "t", mean: 0, sd: 1 },
    ]) {
      expect(transformed([{ type: "lookup", table }, after])[4]).not.toHaveProperty("se");
    }
  });

  test("lookup draws lines between rows where asked, never beyond them", () => {
    const values = valuesOf([{ type: "lookup", table, between: "interpolate" }]);
    const between = (x: number) => (x <= 4 ? 1 + (9 * x) / 4 : 10 + 5 * (x - 4));
    expect(values).toEqual(every((x) => (x > 10 ? null : between(x))));
  });

  test("lookup takes the nearest row where asked, the lower of two", () => {
    const values = valuesOf([{ type: "lookup", table, between: "nearest" }]);
    expect(values).toEqual(every((x) => (x <= 2 ? 1 : x <= 7 ? 10 : 40)));
  });

  test("percentile rank and stanine count a table of frequencies", () => {
    const counts = [1, 2, 4, 8, 16, 8, 4, 2, 1];
    const frequencies = counts.map((n, place) => [2 * place, n]);
    const rank = (x: number) => {
      const below = counts.filter((_, place) => 2 * place < x).reduce((sum, n) => sum + n, 0);
      return (100 * (2 * below + (x % 2 === 0 ? (counts[x / 2] ?? 0) : 0))) / 92;
    };
    expect(valuesOf([{ type: "percentile_rank", table: frequencies }])).toEqual(every(rank));
    const stanine = (x: number) =>
      1 + [4, 11, 23, 40, 60, 77, 89, 96].filter((cut) => rank(x) >= cut).length;
    expect(valuesOf([{ type: "stanine", table: frequencies }])).toEqual(every(stanine));
  });

  test("a stanine's cut is inclusive: a rank of exactly 4 is the second", () => {
    // Below 1: 3 of 100, equal: 2 of 100, so PR = 3 + 1.
    const frequencies = [
      [0, 3],
      [1, 2],
      [20, 95],
    ];
    expect(valuesOf([{ type: "stanine", table: frequencies }]).slice(0, 2)).toEqual([1, 2]);
  });
});

describe("norm groups", () => {
  const groups = [
    { where: { age: { min: 8, max: 11 }, form: "A" }, a: 1, b: 0 },
    { where: { age: { min: 8, max: 11 } }, a: 2, b: 0 },
    { where: { age: 12 }, a: 3, b: 0 },
    { where: { form: "12" }, a: 4, b: 0 },
  ];
  test.each([
    [{ age: 8, form: "A" }, 1],
    [{ age: 11, form: "B" }, 2],
    [{ age: 11.5 }, null],
    [{ age: "12.0" }, 3],
    [{ age: "twelve" }, null],
    [{ form: 12 }, 4],
    [{}, null],
  ])("%j", (attributes, value) => {
    const [view] = transformed([{ type: "linear", groups }], attributes);
    expect(view?.value).toBe(value);
    expect(view?.reason).toBe(value === null ? "no_norm_group" : undefined);
    expect(view?.raw).toBe(0);
  });

  test("ask for attributes of any name", () => {
    const names = ["constructor", "prototype", "__proto__", "toString"];
    for (const name of names) {
      const named = (value: string) => JSON.parse(`{"${name}":"${value}"}`) as object;
      const own = [{ where: named("x"), a: 1, b: 0 }];
      expect(valuesOf([{ type: "linear", groups: own }], named("x"))[0]).toBe(1);
      expect(valuesOf([{ type: "linear", groups: own }], named("y"))[0]).toBeNull();
      expect(valuesOf([{ type: "linear", groups: own }], {})[0]).toBeNull();
    }
  });

  test("each transform chooses for itself", () => {
    const by = (name: string, values: readonly number[]) => ({
      type: "linear",
      groups: values.map((b, index) => ({ where: { [name]: index }, a: 0, b })),
    });
    const chain = [by("p", [2, 3, 5]), by("q", [7, 11])];
    for (const [p, first] of [2, 3, 5].entries()) {
      for (const [q, second] of [7, 11].entries()) {
        expect(valuesOf(chain, { p, q })[1]).toBe(first * second);
      }
    }
  });
});

test("rounded thirds find the row and meet the cut that exact ones would", () => {
  const thirds = Array.from({ length: 18 }, (_, index) => ({
    id: `q${index}`,
    type: "single_choice",
    options: ["A", "B"],
    optionPoints: { A: "1/3", B: 0 },
  }));
  const items = thirds.map(({ id }) => id);
  const table = [
    [5, 50],
    [6, 60],
  ];
  const scales = [
    { id: "table", items, aggregate: "sum", transform: [{ type: "lookup", table }] },
    { id: "filled", items, aggregate: "sum", missing: "prorate" },
  ];
  const bands = [
    { scale: "table", on: "points", cuts: [{ min: 6, label: "six" }] },
    { scale: "filled", on: "value", cuts: [{ min: 6, label: "six" }] },
  ];
  const gates = [
    {
      id: "all",
      all: [
        { scale: "table", on: "value", min: 60, max: 60 },
        { scale: "total", min: 6, max: 6 },
      ],
    },
  ];
  const answers = Object.fromEntries(items.map((id) => [id, "A"]));
  const { results } = must(
    scoreStateless({
      assessment: { items: thirds, scales, bands, gates },
      responses: [{ candidate: "c", answers }],
    }),
  );
  expect(results[0]).toMatchObject({
    points: 5.999994,
    scales: { table: { value: 60 } },
    bands: { table: "six", filled: "six" },
    gates: { all: true },
  });
});

test("rounded thirds meet the cut on a table's line that exact ones would", () => {
  const items = Array.from({ length: 5 }, (_, index) => ({
    id: `q${index}`,
    type: "single_choice",
    options: ["A", "B"],
    key: "A",
    points: "1/3",
  }));
  const valueOf = (table: readonly (readonly number[])[], min: number) => {
    const transform = [{ type: "lookup", table, between: "interpolate" }];
    const scale = { id: "s", items: items.map(({ id }) => id), aggregate: "sum", transform };
    const bands = [{ scale: "s", on: "value", cuts: [{ min, label: "met" }] }];
    const answers = { q0: "A", q1: "A", q2: "A", q3: "A", q4: "B" };
    const { results } = must(
      scoreStateless({
        assessment: { items, scales: [scale], bands },
        responses: [{ candidate: "c", answers }],
      }),
    );
    return [results[0]?.scales["s"]?.value, results[0]?.bands["s"]];
  };
  const rising = [
    [0, 0],
    [5, 15],
  ];
  expect(valueOf(rising, 4)).toEqual([3.999996, "met"]);
  expect(valueOf(rising, 4.001)).toEqual([3.999996, null]);
  const falling = [
    [0, 15],
    [5, 0],
  ];
  expect(valueOf(falling, 11)).toEqual([11.000004, "met"]);
});

test("what rounding took from both ends of a reversed member does not fail a cut", () => {
  const values = { a: "1/3", b: "2/3", c: "4/3" };
  const item = { id: "q", type: "rating", values };
  const members = [{ id: "q", reverse: true }];
  const scales = [
    { id: "sum", items: members, aggregate: "sum", missing: "null_if_any" },
    { id: "pomp", items: members, aggregate: "pomp", missing: "null_if_any" },
  ];
  const bands = [
    { scale: "sum", cuts: [{ min: 1, label: "met" }] },
    { scale: "pomp", cuts: [{ min: "66.666666", label: "met" }] },
  ];
  const { results } = must(
    scoreStateless({
      assessment: { items: [item], scales, bands },
      responses: [{ candidate: "c", answers: { q: "b" } }],
    }),
  );
  // 1/3 + 4/3 - 2/3 is 1, and their millionths come to 0.999999.
  expect(results[0]?.scales["sum"]?.raw).toBe(0.999999);
  expect(results[0]?.bands).toEqual({ sum: "met", pomp: "met" });
});

describe("gates", () => {
  const items = [rating, { ...rating, id: "y" }];
  const scales = [
    { id: "y", items: ["y"], aggregate: "sum", missing: "null_if_any" },
    {
      id: "z",
      items: ["x"],
      aggregate: "sum",
      missing: "zero",
      transform: [{ type: "z", mean: 10, sd: 5 }],
    },
  ];
  const gates = [
    {
      id: "pass",
      all: [
        { scale: "total", on: "percent", min: 50 },
        { scale: "y", on: "points", min: 8 },
      ],
    },
    { id: "near", all: [{ scale: "z", on: "value", min: -1, max: 1 }] },
  ];
  const score = (pairs: readonly (readonly [number | null, number | null])[]) =>
    must(
      scoreStateless({
        assessment: { items, scales, gates },
        responses: pairs.map(([x, y], index) => ({ candidate: `${index}`, answers: { x, y } })),
      }),
    );

  test("hold where all conditions do; both limits are inclusive; a null gives null", () => {
    const { results, summary } = score([
      [12, 8],
      [13, 7],
      [11, 8],
      [15, 20],
      [16, 20],
      [5, 20],
      [20, null],
      [null, 20],
    ]);
    expect(results.map((result) => [result.gates?.["pass"], result.gates?.["near"]])).toEqual([
      [true, true],
      [false, true],
      [false, true],
      [true, true],
      [true, false],
      [true, true],
      [null, false],
      [true, null],
    ]);
    expect(summary.gates).toEqual([
      { id: "pass", passed: 5, notPassed: 2, unknown: 1 },
      { id: "near", passed: 5, notPassed: 2, unknown: 1 },
    ]);
  });

  test("are left out of results and summary where there are none", () => {
    const { results, summary } = must(
      scoreStateless({ assessment: { items }, responses: [{ candidate: "c", answers: {} }] }),
    );
    expect(results[0]).not.toHaveProperty("gates");
    expect(summary).not.toHaveProperty("gates");
  });
});

describe("faults", () => {
  const scale = { id: "s", items: ["x"], aggregate: "sum", missing: "zero" };
  const two = { ...scale, items: ["x", "y"] };
  test.each<[object, string]>([
    [{ ...scale, aggregate: "median" }, "aggregate not_one_of"],
    [{ ...scale, aggregate: "count" }, "values missing_field"],
    [{ ...scale, values: [1] }, "values field_without_use"],
    [{ ...scale, aggregate: "best_k_of_n" }, "k missing_field"],
    [{ ...scale, aggregate: "best_k_of_n", k: 2 }, "k out_of_range"],
    [{ ...scale, k: 1 }, "k field_without_use"],
    [{ ...scale, aggregate: "max", missing: "prorate" }, "missing not_one_of"],
    [
      { ...scale, aggregate: "mean", items: [{ id: "x", weight: 2 }] },
      "items.0.weight field_without_use",
    ],
    [{ ...scale, items: [{ id: "x", weight: 0 }] }, "items.0.weight not_positive"],
    [{ ...scale, items: [{ id: "nobody" }] }, "items.0.id unknown_item"],
    [{ ...scale, items: ["x", { id: "x" }] }, "items.1.id item_repeated"],
    [{ ...two, missing: "null_if_any", minAnswered: 1 }, "minAnswered field_without_use"],
    [{ ...two, missing: "prorate", minAnswered: 3 }, "minAnswered out_of_range"],
    [{ ...two, missing: "prorate", minAnswered: "3/2" }, "minAnswered out_of_range"],
    [{ ...two, missing: "prorate", minAnswered: 0 }, "minAnswered not_positive"],
    [{ id: "s", items: ["x"], aggregate: "mean" }, "missing missing_field"],
    [{ ...scale, aggregate: "pomp", items: ["flat"] }, "items.0 member_without_range"],
    [
      {
        ...scale,
        items: [
          { id: "x", weight: "1/999999999999999989" },
          { id: "y", weight: "1/999999999999999967" },
        ],
      },
      "items weights_too_fine",
    ],
    [
      {
        ...scale,
        aggregate: "weighted_mean",
        items: [
          { id: "flat", weight: 1_000_000 },
          { id: "x", weight: "1/1125899906842624" },
        ],
      },
      "items weights_too_fine",
    ],
    [{ ...scale, transform: [{ type: "cube" }] }, "transform.0.type unknown_type"],
    [{ ...scale, transform: [{}] }, "transform.0.type missing_field"],
    [{ ...scale, transform: [1] }, "transform.0 wrong_type"],
    [{ ...scale, transform: [{ type: "z", mean: 1, sd: 0 }] }, "transform.0.sd not_positive"],
    [{ ...scale, transform: [{ type: "z", mean: 1, sd: 1, b: 2 }] }, "transform.0.b unknown_field"],
    [
      { ...scale, transform: [{ type: "linear", a: 0, b: 1, lower: 2, upper: 1 }] },
      "transform.0.lower lower_above_upper",
    ],
    [{ ...scale, transform: [{ type: "linear", a: 0, b: "5e9" }] }, "transform values_too_large"],
    [{ ...scale, transform: [{ type: "lookup", table: [] }] }, "transform.0.table table_empty"],
    [
      {
        ...scale,
        transform: [
          {
            type: "lookup",
            table: [
              [1, 2],
              ["1.0", 3],
            ],
          },
        ],
      },
      "transform.0.table.1 row_repeated",
    ],
    [
      { ...scale, transform: [{ type: "stanine", table: [[1, 0]] }] },
      "transform.0.table norm_group_empty",
    ],
    [{ ...scale, transform: [{ type: "t", groups: [] }] }, "transform.0.groups groups_empty"],
    [
      {
        ...scale,
        transform: [
          { type: "t", groups: [{ where: { age: { min: 2, max: 1 } }, mean: 0, sd: 1 }] },
        ],
      },
      "transform.0.groups.0.where.age.min lower_above_upper",
    ],
  ])("%j", (faulty, fault) => {
    const flat = { id: "flat", type: "single_choice", options: ["A", "B"], key: "A", points: 0 };
    const items = [rating, { ...rating, id: "y" }, flat];
    expect(faultsOf({ items, scales: [faulty] })).toEqual([`scales.0.${fault}`]);
  });

  test.each<[object, string]>([
    [{ id: "g", all: [] }, "all conditions_empty"],
    [{ id: "g", all: [{ scale: "total" }] }, "all.0.min missing_field"],
    [{ id: "g", all: [{ scale: "total", min: 2, max: 1 }] }, "all.0.min lower_above_upper"],
    [{ id: "g", all: [{ scale: "s", min: 2 }] }, "all.0.scale unknown_scale"],
    [{ id: "total", all: [{ scale: "total", min: 2 }] }, "id id_reserved"],
    [1 as never, " wrong_type"],
  ])("%j", (gate, fault) => {
    expect(faultsOf({ items: [rating], gates: [gate] })).toEqual([
      `gates.0${fault.startsWith(" ") ? "" : "."}${fault}`,
    ]);
  });
});

describe("warnings", () => {
  const flat = { id: "flat", type: "single_choice", options: ["A", "B"], key: "A", points: 0 };
  test("name a reversed member without a range, a dead norm group and an unreachable band", () => {
    const z = { mean: 10, sd: 5 };
    const groups = [
      { where: {}, ...z },
      { where: { age: 3 }, ...z },
    ];
    const scales = [
      {
        id: "s",
        items: ["x", { id: "flat", reverse: true }],
        aggregate: "sum",
        missing: "zero",
        transform: [{ type: "z", groups }],
      },
    ];
    const cuts = [
      { min: -2, label: "a" },
      { min: 3, label: "b" },
    ];
    const { warnings } = must(
      parseDefinition({
        items: [rating, flat],
        scales,
        bands: [{ scale: "s", on: "value", cuts }],
      }),
    );
    expect(warnings.map(({ code, path }) => `${path} ${code}`)).toEqual([
      "scales.0.items.1.reverse reverse_without_range",
      "scales.0.transform.0.groups.1 group_unreachable",
      "bands.0.cuts.1.min band_unreachable",
    ]);
  });
});

function faultsOf(definition: object): string[] {
  const parsed = parseDefinition(definition);
  return parsed.ok ? [] : parsed.error.map(({ code, path }) => `${path} ${code}`);
}
