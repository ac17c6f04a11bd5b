import { describe, expect, test } from "bun:test";

import { compiled, faultsOf, warningsOf } from "../given-item.ts";

describe("a text item", () => {
  test("is worth M for an accepted answer, after normalisation", () => {
    const item = compiled({ type: "text", key: ["New York", "NYC"], points: 2 });
    expect(["new  york", " nyc ", "New York", "York", ""].map(item.evaluate)).toEqual([
      2_000_000, 2_000_000, 2_000_000, 0, 0,
    ]);
    expect(item).toMatchObject({ levels: [0, 2_000_000], maxPoints: 2_000_000 });
  });

  test("is worth an accepted answer's own points, the highest of several that match", () => {
    const key = [{ answer: "Paris", points: 0.5 }, "PARIS", { answer: "Lyon", points: "1/3" }];
    const item = compiled({ type: "text", key });
    expect(["paris", "lyon"].map(item.evaluate)).toEqual([1_000_000, 333_333]);
    expect(warningsOf({ type: "text", key })).toEqual(["key.1 answer_repeated"]);
  });

  test("minds case and accents as it says", () => {
    const key = ["café"];
    expect(compiled({ type: "text", key }).evaluate("CAFÉ")).toBe(1_000_000);
    expect(compiled({ type: "text", key }).evaluate("cafe")).toBe(0);
    expect(compiled({ type: "text", key, foldAccents: true }).evaluate("cafe")).toBe(1_000_000);
    expect(compiled({ type: "text", key, caseSensitive: true }).evaluate("Café")).toBe(0);
  });

  test("takes names of every object's parts for the text that they are", () => {
    const item = compiled({ type: "text", key: ["constructor"] });
    expect(["constructor", "__proto__", "toString"].map(item.evaluate)).toEqual([1_000_000, 0, 0]);
  });

  test("throws for what is no text", () => {
    expect(() => compiled({ type: "text", key: ["1"] }).evaluate(1)).toThrow(RangeError);
  });

  test.each([
    [{ key: [] }, ["key key_empty"]],
    [{ key: ["  "] }, ["key.0 answer_empty"]],
    [{ key: ["a\0"] }, ["key.0 character_not_allowed"]],
    [{ key: ["\ud800"] }, ["key.0 character_not_allowed"]],
    [{ key: "Paris" }, ["key wrong_type"]],
    [
      { key: [{ answer: "a", points: "x", a: 1, b: 2 }] },
      ["key.0.points number_invalid", "key.0.a unknown_field", "key.0.b unknown_field"],
    ],
  ])("refuses %j", (item, faults) => {
    expect(faultsOf({ type: "text", ...item })).toEqual(faults);
  });
});
