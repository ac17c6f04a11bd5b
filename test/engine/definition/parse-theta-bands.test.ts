/** Bands, conditions and transforms of abilities, as a definition writes them. */

import { expect, test } from "bun:test";

import { parseDefinition } from "#engine/definition/parse-definition.ts";

import { must } from "../../support/must.ts";

const ids = ["q1", "q2"];
const items = ids.map((id) => ({ id, type: "rating", min: 0, max: 1 }));
const scales = [{ id: "part", items: ids, aggregate: "sum", missing: "zero" }];
const entry = {
  scale: "total",
  D: 1,
  omitted: "missing",
  items: ids.map((id) => ({ id, model: "2PL", a: 1, b: 0 })),
};
const cuts = [{ min: -0.5, label: "B" }];
const bands = [{ scale: "total", on: "theta", cuts }];
const gate = (condition: object) => [{ id: "g", all: [condition] }];

test("are taken as they are written", () => {
  const transform = [{ type: "linear", a: 500, b: 100, lower: 200 }];
  const gates = gate({ scale: "total", on: "theta", min: 0 });
  const given = { items, scales, bands, gates, irt: [{ ...entry, transform }] };
  const { definition } = must(parseDefinition(given));
  expect(definition.bands).toEqual(bands as never);
  expect(definition.gates).toEqual(gates as never);
  expect(definition.irt?.[0]?.transform).toEqual(transform as never);
  expect(must(parseDefinition(definition)).definition).toEqual(definition);
});

test("leave no trace where there are none", () => {
  for (const irt of [[entry], [{ ...entry, transform: [] }]]) {
    const { definition } = must(parseDefinition({ items, scales, irt }));
    expect(definition.irt).toEqual([{ ...entry, method: "eap" } as never]);
  }
});

test.each([
  [{ bands }, ["bands.0.on scale_without_irt"]],
  [
    { bands: [{ scale: "part", on: "theta", cuts }], irt: [entry] },
    ["bands.0.on scale_without_irt"],
  ],
  [{ bands: [{ scale: "other", on: "theta", cuts }] }, ["bands.0.scale unknown_scale"]],
  [{ bands: [{ scale: "total", on: "ability", cuts }] }, ["bands.0.on not_one_of"]],
  [
    { bands: [{ scale: "total", on: "theta", cuts: [{ min: "1/3", label: "B" }] }], irt: [entry] },
    ["bands.0.cuts.0.min too_many_decimals"],
  ],
  [{ bands: [...bands, { scale: "total", cuts }], irt: [entry] }, ["bands.1.scale scale_repeated"]],
  [
    { gates: gate({ scale: "total", on: "theta", min: 0 }) },
    ["gates.0.all.0.on scale_without_irt"],
  ],
  [
    { gates: gate({ scale: "total", on: "theta", min: 1, max: 0 }), irt: [entry] },
    ["gates.0.all.0.min lower_above_upper"],
  ],
  [
    { irt: [{ ...entry, transform: [{ type: "linear", a: 0 }] }] },
    ["irt.0.transform.0.b missing_field"],
  ],
  [{ irt: [{ ...entry, transform: [{ type: "log" }] }] }, ["irt.0.transform.0.type unknown_type"]],
  [{ irt: [{ ...entry, transform: { type: "z" } }] }, ["irt.0.transform wrong_type"]],
  [
    { irt: [{ ...entry, transform: Array(5).fill({ type: "z", mean: 0, sd: 1 }) }] },
    ["irt.0.transform too_many_transforms"],
  ],
  [
    { irt: [{ ...entry, transform: Array(1_001).fill({}) }] },
    ["irt.0.transform too_many_transform"],
  ],
])("refuses %j", (change, faults) => {
  expect(faultsOf(change)).toEqual(faults);
});

test("are not refused for an entry or a scale that is faulty itself", () => {
  expect(faultsOf({ bands, irt: [{ ...entry, D: 2 }] })).toEqual(["irt.0.D not_one_of"]);
});

test("look at an ability and at points of the same scale in one gate", () => {
  const all = [
    { scale: "total", on: "theta", min: 0 },
    { scale: "total", min: 1 },
  ];
  expect(faultsOf({ gates: [{ id: "g", all }], irt: [entry] })).toEqual([]);
});

test.each([
  [{ method: "eap" }, -6, 9, []],
  [{ method: "eap" }, -5.9, 9, ["cuts.0.min band_gap"]],
  [{ method: "eap", refine: "never" }, -6, 6, []],
  [{ method: "eap", refine: "never" }, -6, 6.1, ["cuts.1.min band_unreachable"]],
  [{ method: "eap", refine: "never" }, -7, -6, ["cuts.0.min band_unreachable"]],
  [
    { method: "eapsum", grid: { from: -4, to: 4, nodes: 41 } },
    -3,
    5,
    ["cuts.1.min band_unreachable", "cuts.0.min band_gap"],
  ],
  [{ method: "map", prior: { mean: 50, sd: 10 } }, -50, 200, []],
  [{ method: "map", prior: { mean: 50, sd: 10 } }, -49, 200, ["cuts.0.min band_gap"]],
  [{ method: "ml" }, -5_000_000_000, 5_000_000_000, ["cuts.0.min band_gap"]],
  [{ method: "ml", clamp: { min: -4, max: 4 } }, -4, 4, []],
  [{ method: "wle", clamp: { min: -4, max: 4 } }, -4, 4.5, ["cuts.1.min band_unreachable"]],
])("warn of bands that abilities of %j do not fit: from %d and %d", (irt, low, high, warnings) => {
  const own = [low, high].map((min) => ({ min, label: `from ${min}` }));
  const set = { scale: "total", on: "theta", cuts: own };
  const given = { items, scales, bands: [set], irt: [{ ...entry, ...irt }] };
  expect(warningsOf(given)).toEqual(warnings.map((warning) => `bands.0.${warning}`));
});

test("warn of tables that hardly any ability is a row of, and of groups that none is in", () => {
  const lookup = { type: "lookup", table: [[0, 1]] };
  const line = { type: "linear", a: 0, b: 1 };
  const rank = { type: "stanine", table: [[0, 1]] };
  const of = (...transform: object[]) =>
    warningsOf({ items, scales, irt: [{ ...entry, transform }] });
  expect(of(lookup)).toEqual(["irt.0.transform.0 rows_hardly_met"]);
  expect(of(line, lookup)).toEqual(["irt.0.transform.1 rows_hardly_met"]);
  expect(of({ ...lookup, between: "nearest" })).toEqual([]);
  expect(of(rank, lookup)).toEqual([]);
  const groups = [{}, { age: 8 }].map((where) => ({ where, a: 0, b: 1 }));
  expect(of({ type: "linear", groups })).toEqual(["irt.0.transform.0.groups.1 group_unreachable"]);
  const tables = [{ where: {}, table: [[0, 1]] }];
  expect(of({ type: "lookup", groups: tables })).toEqual(["irt.0.transform.0 rows_hardly_met"]);
});

function faultsOf(change: object): string[] {
  const parsed = parseDefinition({ items, scales, ...change });
  return parsed.ok ? [] : parsed.error.map(({ path, code }) => `${path} ${code}`);
}

function warningsOf(definition: object): string[] {
  return must(parseDefinition(definition)).warnings.map(({ code, path }) => `${path} ${code}`);
}
