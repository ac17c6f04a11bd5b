/**
 * Items and definitions with as little as a test needs to say.
 *
 * @module
 */

import { extendLayout } from "#engine/answers/extend-layout.ts";
import type { Layout } from "#engine/answers/layout.ts";
import type { Definition, Item } from "#engine/definition/definition.ts";

const worth = { points: 1, weight: 1, blank: 0 } as const;

export function singleChoice(id: string, options: string[] = ["A", "B", "C", "D"]): Item {
  const key = options[0] ?? "";
  return { ...worth, id, type: "single_choice", options, rule: "all_or_nothing", key };
}

export function multipleChoice(id: string, options: string[] = ["A", "B", "C", "D"]): Item {
  return {
    ...worth,
    id,
    type: "multiple_choice",
    options,
    key: options.slice(0, 1),
    rule: "all_or_nothing",
    emptyMeans: "answered",
  };
}

/** A claim and its reason among the options. */
export function linked(id: string): Item {
  return {
    id,
    type: "multiple_choice",
    options: ["A", "B", "C", "D"],
    key: ["A", "B"],
    anchor: "A",
    rule: "rationale",
    emptyMeans: "answered",
    weight: 1,
    blank: 0,
  };
}

/** An option with a level of certainty. */
export function sure(id: string, options = ["A", "B"], levels = [1, 2, 3]): Item {
  return {
    id,
    type: "single_choice",
    rule: "confidence",
    options,
    key: "A",
    confidence: Object.fromEntries(levels.map((level) => [level, [level, -level]])),
    weight: 1,
    blank: 0,
  };
}

export function numeric(
  id: string,
  more: { decimal?: "." | ","; onInvalid?: "refuse" | "wrong" } = {},
): Item {
  return {
    ...worth,
    id,
    type: "number",
    key: 1,
    inclusive: [true, true],
    decimal: ".",
    onInvalid: "refuse",
    ...more,
  };
}

export function text(id: string): Item {
  return { ...worth, id, type: "text", key: ["Paris"], caseSensitive: false, foldAccents: false };
}

export function withPattern(id: string): Item {
  return { ...text(id), key: [{ pattern: "a*" }] } as Item;
}

export function rating(id: string, min = 0, max = 3): Item {
  return { id, type: "rating", min, max, reverse: false, weight: 1, blank: 0 };
}

export function order(id: string, key: string[] = ["A", "B", "C"]): Item {
  return { ...worth, id, type: "order", rule: "exact", key };
}

export function match(id: string, more: { left?: string[]; right?: string[] } = {}): Item {
  const key: [string, string][] = [
    ["Berlin", "DE"],
    ["Oslo", "NO"],
  ];
  return {
    ...worth,
    id,
    type: "match",
    rule: "proportion",
    key,
    wrongPenalty: 0,
    emptyMeans: "answered",
    ...more,
  };
}

type Gap = Extract<Item, { type: "gap" }>["gaps"][number];

export function gap(id: string, ...gaps: Item[]): Item {
  return { weight: 1, blank: 0, id, type: "gap", rule: "sum", gaps: gaps as Gap[] };
}

export function point(id: string, maxChoices = 2): Item {
  const area = { shape: "circle", center: [0, 0], radius: 1, points: 1 } as const;
  const areas = [{ ...area, center: [0, 0] as [number, number] }];
  return {
    weight: 1,
    blank: 0,
    id,
    type: "point",
    areas,
    maxChoices,
    default: 0,
    emptyMeans: "answered",
  };
}

/** One criterion with as many levels, worth their places. */
export function rubric(id: string, levelCount = 3): Item {
  const levels = Array.from({ length: levelCount }, (_, points) => ({ id: `l${points}`, points }));
  return { id, type: "rubric", criteria: [{ id: "c", levels }], weight: 1, blank: 0 };
}

export function labelled(id: string, labels: string[] = ["never", "rarely", "often"]): Item {
  const values = Object.fromEntries(labels.map((label, place) => [label, place]));
  return { id, type: "rating", values, reverse: false, weight: 1, blank: 0 };
}

export function definitionOf(...items: Item[]): Definition {
  return { items, absentMeans: "omitted", scales: [], bands: [] };
}

export function layoutOf(
  definition: Definition,
  before: Layout | null = null,
  ordinal = 1,
): Layout {
  const layout = extendLayout(before, definition, ordinal);
  if (!layout.ok) throw new Error(JSON.stringify(layout.error));
  return layout.value;
}
