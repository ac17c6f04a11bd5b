import { describe, expect, test } from "bun:test";

import { canRead, removedAnswers } from "#engine/answers/removed-answers.ts";
import type { Item } from "#engine/definition/definition.ts";

import {
  definitionOf,
  gap,
  labelled,
  layoutOf,
  linked,
  match,
  multipleChoice,
  numeric,
  order,
  point,
  rating,
  rubric,
  singleChoice,
  text,
  withPattern,
} from "./items.ts";

describe("removedAnswers", () => {
  test.each<[string, Item, Item, readonly string[] | null]>([
    ["a removed option", singleChoice("a"), singleChoice("a", ["A", "C"]), ['"B"', '"D"']],
    ["a shortened scale", rating("a", 0, 3), rating("a", 1, 4), ["0"]],
    ["a removed label", labelled("a"), labelled("a", ["never", "always"]), ['"rarely"', '"often"']],
    ["labels for numbers", rating("a", 0, 1), labelled("a"), ["0", "1"]],
    ["numbers for labels", labelled("a", ["0", "1"]), rating("a", 0, 1), ['"0"', '"1"']],
    ["a removed option of a set", multipleChoice("a"), multipleChoice("a", ["A", "B"]), null],
    ["another thing of a sequence", order("a"), order("a", ["A", "B", "D"]), null],
    ["a longer sequence", order("a"), order("a", ["A", "B", "C", "D"]), null],
    ["a removed side of pairs", match("a", { left: ["Berlin", "Oslo", "Rome"] }), match("a"), null],
    ["a removed gap", gap("a", text("t"), numeric("n")), gap("a", text("t")), null],
    ["a gap of another type", gap("a", text("t")), gap("a", numeric("t")), null],
    [
      "a removed option of a gap",
      gap("a", singleChoice("c")),
      gap("a", singleChoice("c", ["A", "B"])),
      null,
    ],
    ["fewer points", point("a", 3), point("a", 2), null],
    ["the first pattern of a text", text("a"), withPattern("a"), null],
    ["a shortened wide scale", rating("a", 0, 900), rating("a", 0, 800), null],
    ["a set that may hold less", multipleChoice("a"), linked("a"), null],
  ])("asks about %s", (_, before, after, texts) => {
    const layout = layoutOf(definitionOf(before));
    const asked = removedAnswers(layout, definitionOf(text("new"), after), definitionOf(before));
    expect(asked).toEqual([{ path: "items.1", item: after, texts }]);
  });

  test.each<[string, Item, Item]>([
    ["added options", singleChoice("a", ["A", "B"]), singleChoice("a")],
    ["added labels", labelled("a", ["never", "often"]), labelled("a")],
    ["added options of a set", multipleChoice("a", ["A", "B"]), multipleChoice("a")],
    ["another order", order("a"), order("a", ["C", "A", "B"])],
    ["added sides of pairs", match("a"), match("a", { right: ["FR", "NO", "DE"] })],
    ["added gaps", gap("a", text("t")), gap("a", numeric("n"), text("t"))],
    ["more points", point("a", 2), point("a", 3)],
    ["a set that may hold more", linked("a"), multipleChoice("a")],
    ["a text that keeps its patterns", withPattern("a"), withPattern("a")],
    ["a text without patterns", withPattern("a"), text("a")],
    ["a longer scale", rating("a", 0, 900), rating("a", 0, 1000)],
    ["another rubric", rubric("a", 3), rubric("a", 2)],
    ["a number item that gets stricter", numeric("a", { onInvalid: "wrong" }), numeric("a")],
  ])("asks nothing about %s", (_, before, after) => {
    const layout = layoutOf(definitionOf(before));
    expect(removedAnswers(layout, definitionOf(after), definitionOf(before))).toEqual([]);
  });

  test("remembers the options of an item that was dropped and comes back", () => {
    const dropped = definitionOf(text("b"));
    const layout = layoutOf(dropped, layoutOf(definitionOf(singleChoice("a"))), 2);
    const back = definitionOf(singleChoice("a", ["A", "B"]));
    expect(removedAnswers(layout, back, dropped)[0]?.texts).toEqual(['"C"', '"D"']);
  });
});

test("canRead tells which texts of a set are still possible", () => {
  const item = multipleChoice("a", ["A", "B"]);
  expect(canRead(item, '["B","A","A"]')).toBe(true);
  expect(canRead(item, '["A","C"]')).toBe(false);
});
