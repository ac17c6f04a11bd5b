import { describe, expect, test } from "bun:test";

import { extendLayout } from "#engine/answers/extend-layout.ts";
import type { Item } from "#engine/definition/definition.ts";

import {
  definitionOf,
  gap,
  layoutOf,
  match,
  labelled,
  multipleChoice,
  numeric,
  order,
  point,
  rubric,
  rating,
  singleChoice,
  text,
} from "./items.ts";

describe("extendLayout", () => {
  test("lays the items of the first definition side by side", () => {
    const definition = definitionOf(
      singleChoice("a", ["x", "y"]),
      multipleChoice("b"),
      numeric("c"),
      text("d"),
      rating("e", -1, 1),
    );
    expect(layoutOf(definition)).toEqual({
      version: 1,
      rowLength: 12,
      steps: [{ fromOrdinal: 1, rowLength: 12 }],
      columns: [
        { item: "a", type: "single_choice", width: 1, offset: 0, answers: ['"x"', '"y"'] },
        { item: "b", type: "multiple_choice", width: 2, offset: 1, answers: [] },
        { item: "c", type: "number", width: 4, offset: 3, answers: [] },
        { item: "d", type: "text", width: 4, offset: 7, answers: [] },
        { item: "e", type: "rating", width: 1, offset: 11, answers: ["-1", "0", "1"] },
      ],
    });
  });

  test.each<[Item, 1 | 2 | 4]>([
    [singleChoice("a", options(240)), 1],
    [rating("a", 0, 239), 1],
    [rating("a", 0, 240), 4],
    [rating("a", -1_000_000, 1_000_000), 4],
    [labelled("a", options(240)), 1],
    [multipleChoice("a", options(15)), 2],
    [multipleChoice("a", options(16)), 4],
    [order("a"), 4],
    [match("a"), 4],
    [gap("a", singleChoice("b")), 4],
    [point("a"), 4],
    [rubric("a"), 4],
  ])("gives %j a width of %i", (item, width) => {
    expect(layoutOf(definitionOf(item)).columns[0]?.width).toBe(width);
  });

  test("numbers the labels of a rating, new ones after the old and after numbers", () => {
    const first = layoutOf(definitionOf(labelled("a", ["no", "yes"])));
    expect(first.columns[0]?.answers).toEqual(['"no"', '"yes"']);
    const second = layoutOf(definitionOf(labelled("a", ["yes", "perhaps"])), first, 2);
    expect(second.columns[0]?.answers).toEqual(['"no"', '"yes"', '"perhaps"']);
    const numbers = layoutOf(definitionOf(rating("a", 0, 1)), second, 3);
    expect(numbers.columns[0]?.answers).toEqual(['"no"', '"yes"', '"perhaps"', "0", "1"]);
  });

  test("is the same layout when nothing it holds has changed", () => {
    const layout = layoutOf(definitionOf(singleChoice("a"), text("b")));
    expect(layoutOf(definitionOf(text("b")), layout, 5)).toBe(layout);
    expect(layoutOf(definitionOf(singleChoice("a", ["B", "A"])), layout, 5)).toBe(layout);
  });

  test("appends columns, and a step from the next ordinal on", () => {
    const first = layoutOf(definitionOf(singleChoice("a")));
    const second = layoutOf(definitionOf(text("b"), singleChoice("a")), first, 8);
    expect(second.version).toBe(2);
    expect(second.columns.map(({ item, offset }) => [item, offset])).toEqual([
      ["a", 0],
      ["b", 1],
    ]);
    expect(second.steps).toEqual([
      { fromOrdinal: 1, rowLength: 1 },
      { fromOrdinal: 8, rowLength: 5 },
    ]);
  });

  test("replaces a step that no response was stored under", () => {
    const first = layoutOf(definitionOf(singleChoice("a")));
    const second = layoutOf(definitionOf(singleChoice("b")), first, 1);
    expect(second.steps).toEqual([{ fromOrdinal: 1, rowLength: 2 }]);
  });

  test("appends answers without a step, keeping the codes of old ones", () => {
    const first = layoutOf(definitionOf(singleChoice("a", ["x", "y"]), rating("r", 0, 2)));
    const second = layoutOf(
      definitionOf(singleChoice("a", ["z", "y"]), rating("r", -1, 3)),
      first,
      8,
    );
    expect(second.version).toBe(2);
    expect(second.steps).toBe(first.steps);
    expect(second.columns.map(({ answers }) => answers)).toEqual([
      ['"x"', '"y"', '"z"'],
      ["0", "1", "2", "-1", "3"],
    ]);
  });

  test("takes any number of values once a column is four bytes wide", () => {
    const first = layoutOf(definitionOf(rating("r", 0, 300), multipleChoice("m", options(16))));
    const definition = definitionOf(rating("r", 0, 5), multipleChoice("m", options(3)));
    expect(layoutOf(definition, first, 2)).toBe(first);
  });

  test("lists every item that needs a new id", () => {
    const items = [
      singleChoice("a", options(240)),
      singleChoice("b"),
      multipleChoice("c"),
      rating("d"),
      text("e"),
    ];
    const layout = layoutOf(definitionOf(...items));
    const next = definitionOf(
      text("e"),
      singleChoice("a", ["new", ...options(239)]),
      text("b"),
      multipleChoice("c", options(16)),
      rating("d", 0, 1000),
    );
    const extended = extendLayout(layout, next, 2);
    expect(extended.ok ? [] : extended.error).toMatchObject([
      { code: "item_needs_new_id", path: "items.1", item: "a", reason: "width_outgrown" },
      { code: "item_needs_new_id", path: "items.2", item: "b", reason: "type_changed" },
      { code: "item_needs_new_id", path: "items.3", item: "c", reason: "width_outgrown" },
      { code: "item_needs_new_id", path: "items.4", item: "d", reason: "width_outgrown" },
    ]);
  });

  test("keeps ids apart that objects know already", () => {
    const layout = layoutOf(definitionOf(text("__proto__"), text("constructor"), text("toString")));
    expect(layout.rowLength).toBe(12);
  });
});

function options(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `o${index}`);
}
