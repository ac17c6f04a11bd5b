import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { readCode } from "#engine/answers/decode-response.ts";
import { type ResponseEncoder, responseEncoder } from "#engine/answers/response-encoder.ts";
import type { Definition } from "#engine/definition/definition.ts";

import { InMemoryDictionary } from "./in-memory-dictionary.ts";
import {
  definitionOf,
  layoutOf,
  multipleChoice,
  numeric,
  rating,
  singleChoice,
  text,
} from "./items.ts";

const form = definitionOf(
  singleChoice("q1"),
  multipleChoice("q2"),
  numeric("q3"),
  text("q4"),
  rating("q5"),
);

describe("a row that is not taken", () => {
  test.each<[unknown, string, string]>([
    [null, "row_not_an_object", ""],
    [[], "row_not_an_object", ""],
    ["text", "row_not_an_object", ""],
    [{ candidate: "c", answers: {}, score: 1 }, "unknown_field", "score"],
    [JSON.parse('{"candidate":"c","answers":{},"__proto__":1}'), "unknown_field", "__proto__"],
    [{ answers: {} }, "candidate_invalid", "candidate"],
    [{ candidate: "", answers: {} }, "candidate_invalid", "candidate"],
    [{ candidate: 7, answers: {} }, "candidate_invalid", "candidate"],
    [{ candidate: "a\0b", answers: {} }, "candidate_invalid", "candidate"],
    [{ candidate: "\ud800", answers: {} }, "candidate_invalid", "candidate"],
    [{ candidate: "x".repeat(257), answers: {} }, "candidate_invalid", "candidate"],
    [{ candidate: "c", attempt: 0, answers: {} }, "attempt_invalid", "attempt"],
    [{ candidate: "c", attempt: 1.5, answers: {} }, "attempt_invalid", "attempt"],
    [{ candidate: "c", attempt: "1", answers: {} }, "attempt_invalid", "attempt"],
    [{ candidate: "c", attempt: 32_768, answers: {} }, "attempt_invalid", "attempt"],
    [{ candidate: "c", submittedAt: "today", answers: {} }, "submitted_at_invalid", "submittedAt"],
    [{ candidate: "c", submittedAt: null, answers: {} }, "submitted_at_invalid", "submittedAt"],
    [{ candidate: "c" }, "answers_invalid", "answers"],
    [{ candidate: "c", answers: ["A"] }, "answers_invalid", "answers"],
    [{ candidate: "c", answers: {}, states: "omitted" }, "states_invalid", "states"],
    [{ candidate: "c", answers: {}, states: null }, "states_invalid", "states"],
    [{ candidate: "c", answers: {}, attributes: [] }, "attributes_invalid", "attributes"],
    [withAttributes({ a: true }), "attributes_invalid", "attributes.a"],
    [withAttributes({ b: 1, a: null }), "attributes_invalid", "attributes.a"],
    [withAttributes({ "": 1 }), "attributes_invalid", "attributes."],
    [withAttributes({ a: Number.POSITIVE_INFINITY }), "attributes_invalid", "attributes.a"],
    [withAttributes({ a: "\0" }), "attributes_invalid", "attributes.a"],
    [withAttributes(numbered(33)), "attributes_invalid", "attributes"],
    [answering({ q9: "A" }), "unknown_item", "answers.q9"],
    [answering({ constructor: "A" }), "unknown_item", "answers.constructor"],
    [
      JSON.parse('{"candidate":"c","answers":{"__proto__":"A"}}'),
      "unknown_item",
      "answers.__proto__",
    ],
    [answering({ q1: "E" }), "option_unknown", "answers.q1"],
    [answering({ q1: ["A"] }), "answer_type_wrong", "answers.q1"],
    [answering({ q1: true }), "answer_type_wrong", "answers.q1"],
    [answering({ q2: "A" }), "answer_type_wrong", "answers.q2"],
    [answering({ q2: ["A", 1] }), "answer_type_wrong", "answers.q2"],
    [answering({ q2: ["A", "E"] }), "option_unknown", "answers.q2"],
    [answering({ q3: "1,5" }), "number_invalid", "answers.q3"],
    [answering({ q3: Number.POSITIVE_INFINITY }), "number_not_finite", "answers.q3"],
    [answering({ q3: Number.NaN }), "number_not_finite", "answers.q3"],
    [answering({ q3: {} }), "answer_type_wrong", "answers.q3"],
    [answering({ q4: 1 }), "answer_type_wrong", "answers.q4"],
    [answering({ q5: 4 }), "rating_out_of_range", "answers.q5"],
    [answering({ q5: 1.5 }), "rating_out_of_range", "answers.q5"],
    [answering({ q5: -0 }), "rating_out_of_range", "answers.q5"],
    [answering({ q5: "1" }), "answer_type_wrong", "answers.q5"],
    [{ ...answering({}), states: { q9: "omitted" } }, "unknown_item", "states.q9"],
    [{ ...answering({}), states: { q1: "skipped" } }, "state_unknown", "states.q1"],
    [{ ...answering({}), states: { q1: null } }, "state_unknown", "states.q1"],
    [
      { ...answering({ q1: "A" }), states: { q1: "omitted" } },
      "state_contradicts_answer",
      "states.q1",
    ],
    [
      { ...answering({ q4: "x" }), states: { q4: "not_presented" } },
      "state_contradicts_answer",
      "states.q4",
    ],
    [
      { ...answering({ q1: null }), states: { q1: "not_presented" } },
      "state_contradicts_answer",
      "states.q1",
    ],
  ])("%j: %s at %j", (row, code, path) => {
    const { encoder } = encoderOf(form);
    expect(encoder.add(7, row)).toMatchObject({ line: 7, code, path });
    expect(encoder.count).toBe(0);
  });

  test("reports its first fault only", () => {
    const { encoder } = encoderOf(form);
    const fault = encoder.add(1, answering({ q4: "fine", q1: "E", q5: 9 }));
    expect(fault).toEqual({
      line: 1,
      code: "option_unknown",
      path: "answers.q1",
      message: '"E" is not one of the options.',
    });
  });

  test("leaves no trace in the chunk", () => {
    const { encoder, dictionary } = encoderOf(form);
    encoder.add(1, answering({ q1: "A" }));
    encoder.add(2, answering({ q1: "B", q4: "new", q5: 9 }));
    encoder.add(3, answering({ q1: "B" }));
    const chunk = encoder.take();
    expect(chunk.lines).toEqual([1, 3]);
    expect(chunk.rows.slice(12)).toEqual(Uint8Array.of(9, 2, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2));
    expect(chunk.unseen.map(({ row, text: answer }) => [row, answer])).toEqual([
      [0, '"A"'],
      [1, '"B"'],
    ]);
    expect(dictionary.asked).toEqual(['0 "A"', '0 "B"', '3 "new"', '0 "B"']);
  });

  test("is named in few words, however long its values are", () => {
    const { encoder } = encoderOf(form);
    const long = "x".repeat(1_000_000);
    const rows = [
      answering({ q1: long }),
      answering({ q3: long }),
      answering({ [long]: 1 }),
      { [long]: 1 },
    ];
    for (const row of rows) {
      expect(JSON.stringify(encoder.add(1, row)).length).toBeLessThan(300);
    }
  });

  test("may be nested as deep as it likes", () => {
    const { encoder } = encoderOf(form);
    const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) as unknown;
    expect(encoder.add(1, answering({ q4: deep }))?.code).toBe("answer_type_wrong");
    expect(encoder.add(1, answering({ q2: deep }))?.code).toBe("answer_type_wrong");
    expect(encoder.add(1, withAttributes({ a: deep }))?.code).toBe("attributes_invalid");
    expect(encoder.add(1, deep)?.code).toBe("row_not_an_object");
  });
});

test("any JSON is taken or named, and never throws", () => {
  const { encoder } = encoderOf(form);
  const json = fc.jsonValue({ maxDepth: 3 });
  const member = fc.constantFrom("q1", "q2", "q3", "q4", "q5", "__proto__", "constructor", "0");
  const members = fc.dictionary(member, fc.oneof(json, fc.constantFrom("A", ["A"], 1, -0, null)));
  const row = fc.record(
    {
      candidate: fc.oneof(fc.constant("c"), json),
      attempt: fc.oneof(fc.constant(1), json),
      submittedAt: fc.oneof(fc.constant("2026-11-23T10:00:00Z"), json),
      answers: fc.oneof(members, json),
      states: fc.oneof(fc.dictionary(member, fc.constantFrom("omitted", "not_presented")), json),
      attributes: fc.oneof(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double())), json),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(json, row, row, row), (value) => {
      const before = encoder.count;
      const fault = encoder.add(1, value);
      expect(encoder.count).toBe(fault === null ? before + 1 : before);
      if (fault !== null)
        expect(Object.keys(fault).sort()).toEqual(["code", "line", "message", "path"]);
      if (encoder.count > 0 && encoder.count % 10 === 0) encoder.take();
    }),
    { numRuns: 3000 },
  );
});

describe("a row that is taken", () => {
  test("brings its envelope in normal form", () => {
    const { encoder } = encoderOf(form);
    encoder.add(4, {
      candidate: 'Zoë, {"NULL"}',
      attempt: 2,
      submittedAt: "2026-11-23T12:00:00.50+02:00",
      answers: {},
      attributes: { b: 1.5, a: "x\u00e9", __proto: -0 },
    });
    encoder.add(5, { candidate: "c", answers: {}, attributes: {} });
    expect(encoder.count).toBe(2);
    expect(encoder.bytes).toBe(24);
    expect(encoder.take()).toMatchObject({
      count: 2,
      lines: [4, 5],
      candidates: ['Zoë, {"NULL"}', "c"],
      attempts: [2, 1],
      submittedAt: ["2026-11-23T10:00:00.5Z", null],
      attributes: ['{"__proto":0,"a":"xé","b":1.5}', null],
    });
  });

  test("holds the same codes whatever the order of its answers", () => {
    const { encoder } = encoderOf(
      definitionOf(singleChoice("a"), singleChoice("b"), singleChoice("c")),
    );
    encoder.add(1, answering({ a: "A", b: "B", c: "C" }));
    encoder.add(2, answering({ c: "C", b: "B", a: "A" }));
    encoder.add(3, answering({ b: "B", c: "C", a: "A" }));
    expect(encoder.take().rows).toEqual(Uint8Array.of(8, 9, 10, 8, 9, 10, 8, 9, 10));
  });

  test("has gaps unless every column is answered or omitted", () => {
    const { encoder } = encoderOf(definitionOf(singleChoice("a"), multipleChoice("b")));
    encoder.add(1, answering({ a: "A", b: [] }));
    encoder.add(2, answering({ a: null, b: null }));
    encoder.add(3, { ...answering({ a: "A" }), states: { b: "omitted" } });
    encoder.add(4, { ...answering({ a: null, b: ["A"] }), states: { a: "omitted" } });
    encoder.add(5, answering({ a: "A" }));
    encoder.add(6, { ...answering({ a: "A" }), states: { b: "not_applicable" } });
    expect(encoder.take().hasGaps).toEqual([false, false, false, false, true, true]);
  });

  test("leaves the columns of dropped items as those that do not exist", () => {
    const before = layoutOf(definitionOf(singleChoice("a"), text("b")));
    const now = definitionOf(singleChoice("a"));
    const encoder = responseEncoder(layoutOf(now, before, 2), now, new InMemoryDictionary());
    encoder.add(1, answering({ a: "A" }));
    expect(encoder.add(2, answering({ b: "x" }))?.code).toBe("unknown_item");
    const chunk = encoder.take();
    expect(chunk.rows).toEqual(Uint8Array.of(8, 0, 0, 0, 0));
    expect(chunk.hasGaps).toEqual([true]);
  });

  test("refuses an option that the newest definition no longer has", () => {
    const before = layoutOf(definitionOf(singleChoice("a")));
    const now = definitionOf(singleChoice("a", ["B", "D", "E"]));
    const encoder = responseEncoder(layoutOf(now, before, 2), now, new InMemoryDictionary());
    expect(encoder.add(1, answering({ a: "A" }))?.code).toBe("option_unknown");
    encoder.add(2, answering({ a: "E" }));
    expect(encoder.take().rows).toEqual(Uint8Array.of(12));
  });

  test("stays what it is when the encoder goes on", () => {
    const { encoder } = encoderOf(definitionOf(singleChoice("a")));
    for (let line = 1; line <= 1000; line++) encoder.add(line, answering({ a: "A" }));
    const chunk = encoder.take();
    for (let line = 1; line <= 1000; line++) encoder.add(line, answering({}));
    expect(chunk.rows).toEqual(new Uint8Array(1000).fill(8));
    expect(encoder.take().rows).toEqual(new Uint8Array(1000).fill(2));
    expect(encoder.take().count).toBe(0);
  });
});

describe("unseen answers", () => {
  test("of one byte are reported once a chunk, until the book knows them", () => {
    const { encoder, dictionary, layout } = encoderOf(definitionOf(singleChoice("a")));
    for (let line = 1; line <= 3; line++) encoder.add(line, answering({ a: "B" }));
    const first = encoder.take();
    expect(first.unseen).toEqual([{ row: 0, column: 0, text: '"B"', code: 9 }]);

    encoder.add(4, answering({ a: "B" }));
    expect(encoder.take().unseen).toHaveLength(1);

    dictionary.intern(layout, first);
    for (let line = 5; line <= 9; line++) encoder.add(line, answering({ a: "B" }));
    expect(encoder.take().unseen).toEqual([]);
    expect(dictionary.asked).toHaveLength(3);
  });

  test("of wider columns are reported for each row, which holds 0 meanwhile", () => {
    const { encoder, dictionary, layout } = encoderOf(definitionOf(text("a")));
    encoder.add(1, answering({ a: "x" }));
    encoder.add(2, answering({ a: "x" }));
    const chunk = encoder.take();
    expect(chunk.unseen.map(({ row, code }) => [row, code])).toEqual([
      [0, null],
      [1, null],
    ]);
    const [column] = layout.columns;
    if (column === undefined) throw new Error("no column");
    expect(readCode(chunk.rows, column)).toBe(0);
    expect(chunk.hasGaps).toEqual([false, false]);

    dictionary.intern(layout, chunk);
    expect(readCode(chunk.rows, column, 4)).toBe(8);
  });

  test("are none for an empty set", () => {
    const { encoder } = encoderOf(definitionOf(multipleChoice("a")));
    encoder.add(1, answering({ a: [] }));
    expect(encoder.take()).toMatchObject({ rows: Uint8Array.of(5, 0), unseen: [] });
  });
});

test("an encoder needs a column for every item", () => {
  const layout = layoutOf(definitionOf(singleChoice("a")));
  const definition = definitionOf(singleChoice("b"));
  expect(() => responseEncoder(layout, definition, new InMemoryDictionary())).toThrow(RangeError);
});

function encoderOf(definition: Definition) {
  const layout = layoutOf(definition);
  const dictionary = new InMemoryDictionary();
  const encoder: ResponseEncoder = responseEncoder(layout, definition, dictionary);
  return { encoder, dictionary, layout };
}

function answering(answers: Record<string, unknown>) {
  return { candidate: "c", answers };
}

function withAttributes(attributes: Record<string, unknown>) {
  return { candidate: "c", answers: {}, attributes };
}

function numbered(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, index]));
}
