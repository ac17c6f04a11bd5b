import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { normalText } from "#engine/rules/text/normal-text.ts";

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

  test("is worth a pattern's points, or M, where the whole text matches it", () => {
    const key = [
      "Westphalia",
      { pattern: "(the )?(treaty|peace) of Westphalia", points: 2 },
      { pattern: ".*westphalia.*", points: "1/3" },
      { pattern: "osnabrück" },
    ];
    const item = compiled({ type: "text", key, points: 0.5 });
    const points = {
      westphalia: 500_000,
      "The  TREATY of Westphalia ": 2_000_000,
      "the peace of westphalia, 1648": 333_333,
      "": 0,
      OSNABRÜCK: 500_000,
      osnabruck: 0,
    };
    expect(Object.keys(points).map(item.evaluate)).toEqual(Object.values(points));
    expect(item.levels).toEqual([0, 333_333, 500_000, 2_000_000]);
  });

  test("is worth the most of an answer, one that is near and a pattern", () => {
    for (const [answer, edits, pattern] of [
      [3, 2, 1],
      [1, 3, 2],
      [2, 1, 3],
    ]) {
      const key = [
        { answer: "rhine", points: answer },
        { answer: "rhina", maxEdits: 1, points: edits },
        { pattern: "rh.*", points: pattern },
      ];
      expect(compiled({ type: "text", key }).evaluate("Rhine")).toBe(3_000_000);
    }
  });

  test("lets as many edits through as it says, and an answer as it says itself", () => {
    const key = ["Mississippi", { answer: "Ohio", maxEdits: 1, points: 0.5 }];
    const item = compiled({ type: "text", key, maxEdits: 2 });
    const exact = compiled({ type: "text", key: ["Ohio", { answer: "Nile", maxEdits: 0 }] });
    const answers = ["missisippi", "misisipi", "MISSISIPI", "ohi", "oh", "Ohio", "Oiho"];
    expect(answers.map(item.evaluate)).toEqual([1e6, 0, 1e6, 5e5, 0, 5e5, 0]);
    expect(["ohi", "nil", "ohio", "nile"].map(exact.evaluate)).toEqual([0, 0, 1e6, 1e6]);
  });

  test("counts edits in characters, after normalisation", () => {
    const item = compiled({ type: "text", key: ["😀😀😀é"], maxEdits: 1 });
    expect(["😀😀😁É", "😀😀😀e", "😀😀e", "😀😀😀e\u0301"].map(item.evaluate)).toEqual([
      1e6, 1e6, 0, 1e6,
    ]);
  });

  test("gives more for the answer itself than for one that is near", () => {
    const key = ["Paris", { answer: "Paris", maxEdits: 1, points: 0.5 }];
    const item = compiled({ type: "text", key });
    expect(["paris", "pariss", "parisss"].map(item.evaluate)).toEqual([1e6, 5e5, 0]);
    expect(warningsOf({ type: "text", key })).toEqual([]);
  });

  test("does not take an answer below 0 points for no answer at all", () => {
    const key = [{ pattern: "swear.*", points: -1 }, { answer: "swearing", points: "-1/2" }, "x"];
    const item = compiled({ type: "text", key });
    expect(["swear", "swearing", "calm"].map(item.evaluate)).toEqual([-1e6, -5e5, 0]);
  });

  test("gives a pattern of plain characters what it gives the answer", () => {
    const character = fc.constantFrom(...Array.from("aAéÉΣςſKk.+(\\ßñłøı😀 "));
    const word = fc.string({ unit: character, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(word, word, fc.boolean(), fc.boolean(), (answer, given, ...how) => {
        const [caseSensitive, foldAccents] = how;
        const comparison = { caseSensitive, foldAccents };
        const text = normalText(answer, comparison);
        if (text === "") return;
        const pattern = text.replace(/[.+(\\]/g, "\\$&");
        const plain = compiled({ type: "text", key: [answer], ...comparison });
        const matching = compiled({ type: "text", key: [{ pattern }], ...comparison });
        for (const each of [given, answer, answer.toUpperCase()]) {
          expect(matching.evaluate(each)).toBe(plain.evaluate(each));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("has among its levels whatever it gives", () => {
    const entry = fc.oneof(
      fc.constantFrom("ab", "abc", "b c"),
      fc.record({ answer: fc.constantFrom("abc", "abd"), points: fc.constantFrom(2, "1/3", -1) }),
      fc.record({ answer: fc.constantFrom("abc", "abd"), maxEdits: fc.nat(2) }),
      fc.record({ pattern: fc.constantFrom("a.*", "[ab]+", ".b?"), points: fc.nat(3) }),
    );
    const text = fc.string({ unit: fc.constantFrom(...Array.from("abcd ")), maxLength: 5 });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), text, (key, given) => {
        const item = compiled({ type: "text", key });
        expect(item.levels).toContain(item.evaluate(given));
      }),
      { numRuns: 500 },
    );
  });

  test("matches a letter that case folding takes apart as the one that it is", () => {
    for (const letter of "ǰΐΰẖẗẘẙὐὒὔὖᾶῆῒῖῗῢῤῦῧῶ") {
      const whole = `τα${letter}ζω`;
      const { evaluate } = compiled({ type: "text", key: [{ pattern: whole }] });
      expect([whole, whole.normalize("NFD"), whole.toUpperCase(), "ταζω"].map(evaluate)).toEqual([
        1_000_000, 1_000_000, 1_000_000, 0,
      ]);
    }
  });

  test("warns of spaces in a pattern that no text has", () => {
    const key = [" a", "a ", "a  b", "a b", "[ ]a", " ?a", "a  *b"].map((pattern) => ({ pattern }));
    expect(warningsOf({ type: "text", key })).toEqual(
      [0, 1, 2].map((place) => `key.${place}.pattern pattern_spaces`),
    );
  });

  test("throws for a text that is too long for its patterns", () => {
    const item = compiled({ type: "text", key: [{ pattern: "a*" }] });
    expect(item.evaluate("a".repeat(1_000))).toBe(1_000_000);
    expect(() => item.evaluate("a".repeat(1_001))).toThrow(RangeError);
    expect(compiled({ type: "text", key: ["a"] }).evaluate("a".repeat(1_001))).toBe(0);
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
    [{ key: [{}] }, ["key.0 answer_or_pattern"]],
    [{ key: ["a", { answer: "a", pattern: "a" }] }, ["key.1 answer_or_pattern"]],
    [{ key: [{ pattern: "a", maxEdits: 1 }] }, ["key.0.maxEdits edits_of_pattern"]],
    [{ key: ["Paris", "Rom"], maxEdits: 3 }, ["maxEdits edits_too_many"]],
    [{ key: ["😀😀"], maxEdits: 2 }, ["maxEdits edits_too_many"]],
    [{ key: [{ answer: "ß", maxEdits: 2 }] }, ["key.0.maxEdits edits_too_many"]],
    [{ key: ["Paris"], maxEdits: 11 }, ["maxEdits edits_out_of_range"]],
    [{ key: ["Paris"], maxEdits: 0.5 }, ["maxEdits not_whole"]],
    [{ key: Array(3).fill("a".repeat(900)), maxEdits: 10 }, ["key edits_too_costly"]],
    [{ key: [{ pattern: "" }] }, ["key.0.pattern text_empty"]],
    [{ key: [{ pattern: "a".repeat(501) }] }, ["key.0.pattern text_too_long"]],
    [
      { key: [{ pattern: "(a" }, { pattern: "a)" }] },
      ["key.0.pattern pattern_invalid", "key.1.pattern pattern_invalid"],
    ],
    [{ key: [{ pattern: "(?=a)" }] }, ["key.0.pattern pattern_invalid"]],
    [{ key: [{ pattern: "a{501}" }] }, ["key.0.pattern pattern_too_large"]],
    [{ key: [{ pattern: "((a{9}){9}){9}" }] }, ["key.0.pattern pattern_too_large"]],
    [
      { key: [{ pattern: "(".repeat(99) + "a" + "){99}".repeat(66) }] },
      ["key.0.pattern pattern_too_large"],
    ],
    [{ key: [{ pattern: "a{300}" }, { pattern: "b{300}" }] }, ["key patterns_too_large"]],
    [{ key: [{ pattern: "Straße" }] }, ["key.0.pattern pattern_character"]],
    [{ key: [{ pattern: "caf[eé]" }], foldAccents: true }, ["key.0.pattern pattern_character"]],
    [{ key: [{ pattern: "a\u00a0b" }] }, ["key.0.pattern pattern_character"]],
    [{ key: [{ pattern: "a\tb" }] }, ["key.0.pattern pattern_character"]],
    [{ key: [{ pattern: "Straße", points: 1 }], caseSensitive: true }, []],
    [{ key: [{ pattern: "CAFE\u0301" }] }, []],
    [
      { key: [{ answer: "a", points: "x", a: 1, b: 2 }] },
      ["key.0.points number_invalid", "key.0.a unknown_field", "key.0.b unknown_field"],
    ],
  ])("refuses %j", (item, faults) => {
    expect(faultsOf({ type: "text", ...item })).toEqual(faults);
  });

  test("says in the parser's words what is wrong with a pattern, and what to write instead", () => {
    expect(messagesOf("a(b")).toEqual(["error parsing regexp: missing closing ): `a(b`"]);
    expect(messagesOf("Maß")).toEqual(['no text holds "ß" after normalisation; write "ss"']);
    expect(messagesOf("a{9}{9}{9}")).toEqual([
      "comes to 729 steps with its repetitions written out; at most 500 are matched",
    ]);
  });
});

function messagesOf(pattern: string): string[] {
  const parsed = parseDefinition({ items: [{ id: "q", type: "text", key: [{ pattern }] }] });
  return parsed.ok ? [] : parsed.error.map(({ message }) => message);
}
