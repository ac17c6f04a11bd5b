import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { decodeResponse } from "#engine/answers/decode-response.ts";
import { responseEncoder } from "#engine/answers/response-encoder.ts";
import type { Definition } from "#engine/definition/definition.ts";

import { InMemoryDictionary } from "./in-memory-dictionary.ts";
import {
  definitionOf,
  point,
  order,
  match,
  gap,
  labelled,
  layoutOf,
  multipleChoice,
  numeric,
  rating,
  rubric,
  singleChoice,
  sure,
  text,
} from "./items.ts";

const OPTIONS = ["A", "B", "", "__proto__", "é", "🙂", "a,b|c"];
const manyOptions = Array.from({ length: 40 }, (_, index) => `option ${index}`);

const form = definitionOf(
  singleChoice("q1", OPTIONS),
  multipleChoice("constructor", OPTIONS),
  multipleChoice("q3", manyOptions),
  numeric("__proto__"),
  numeric("q5", { decimal: ",", onInvalid: "wrong" }),
  text("toString"),
  rating("q7", -2, 2),
  rating("q8", -1000, 1000),
  sure("q9", OPTIONS, [0, 50, 999_999]),
  labelled("q10", OPTIONS),
  order("q11", OPTIONS),
  match("q12"),
  gap("q13", text("t"), numeric("n")),
  point("q14", 3),
  rubric("q15"),
);

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  // Any UTF-16 code units: lone surrogates and NUL among them.
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom("", "\0", "\ud800", "a\udc00b", "\u2028", "null", "-0", "\\u0000"),
);
const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 0, 1e21, 1e-7, 5e-324, Number.MAX_VALUE, 0.1 + 0.2, 2 ** 53 + 2),
);
/** Where points may lie. */
const place = fc.constantFrom(-0, 0, 0.1 + 0.2, 1e-7, 123_456.789, -1e9);
const digits = fc.constantFrom("9.810", "-0", "+1", ".5", "1e3", " 7 ");

const answer: Record<string, fc.Arbitrary<unknown>> = Object.assign(Object.create(null), {
  q1: fc.constantFrom(...OPTIONS),
  constructor: fc.array(fc.constantFrom(...OPTIONS)),
  q3: fc.array(fc.constantFrom(...manyOptions)),
  ["__proto__"]: fc.oneof(finite, digits),
  q5: fc.oneof(finite, anyText),
  toString: anyText,
  q7: fc.integer({ min: -2, max: 2 }),
  q8: fc.integer({ min: -1000, max: 1000 }),
  q9: fc.tuple(fc.constantFrom(...OPTIONS), fc.constantFrom(0, 50, 999_999)),
  q10: fc.constantFrom(...OPTIONS),
  q11: fc.shuffledSubarray(OPTIONS, { minLength: OPTIONS.length }),
  q12: fc.array(fc.tuple(fc.constantFrom("Berlin", "Oslo"), fc.constantFrom("DE", "NO"))),
  q13: fc.oneof(
    anyText.map((given) => ({ t: given })),
    fc.record({ t: anyText, n: fc.oneof(finite, digits) }),
  ),
  q15: anyText,
  q14: fc.array(fc.tuple(place, fc.oneof(place, digits)), { maxLength: 3 }),
});

const state = fc.constantFrom("not_presented", "not_applicable");

/** For each item: an answer, null, a state or nothing. */
const response = fc.tuple(
  ...form.items.map(({ id }) =>
    fc.oneof(
      { weight: 6, arbitrary: answerOf(id).map((value) => ({ id, answer: value })) },
      { weight: 1, arbitrary: fc.constant({ id, answer: null }) },
      { weight: 1, arbitrary: state.map((value) => ({ id, state: value })) },
      { weight: 1, arbitrary: fc.constant({ id }) },
    ),
  ),
);

describe("encode, then decode", () => {
  test("gives every answer and state back exactly", () => {
    fc.assert(
      fc.property(
        fc.array(response, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (rows, twice) => {
          const submitted = rows.map((row) => membersOf(row));
          const read = roundTrip(form, submitted, twice);
          for (const [index, { answers, states }] of submitted.entries()) {
            expectSame(read[index]?.answers, answers);
            expectSame(read[index]?.states, states);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("tells an empty set, null and nothing apart", () => {
    const items = definitionOf(multipleChoice("a"), multipleChoice("b"), multipleChoice("c"));
    const [read] = roundTrip(items, [{ answers: { a: [], b: null }, states: {} }], false);
    expect(JSON.stringify(read?.answers)).toBe('{"a":[],"b":null}');
  });

  test("keeps negative zero", () => {
    const [read] = roundTrip(
      definitionOf(numeric("n")),
      [{ answers: { n: -0 }, states: {} }],
      false,
    );
    expect(Object.is(read?.answers["n"], -0)).toBe(true);
  });

  test("reads rows that are shorter than the layout", () => {
    const older = layoutOf(definitionOf(singleChoice("a")));
    const newer = layoutOf(definitionOf(singleChoice("a"), text("b")), older, 2);
    const read = decodeResponse(newer, Uint8Array.of(9), () => "");
    expect(JSON.stringify(read)).toBe('{"answers":{"a":"B"},"states":{}}');
  });
});

interface Submitted {
  readonly answers: Record<string, unknown>;
  readonly states: Record<string, unknown>;
}

function answerOf(id: string): fc.Arbitrary<unknown> {
  return answer[id] ?? fc.constant(null);
}

function membersOf(row: readonly { id: string; answer?: unknown; state?: string }[]): Submitted {
  const answers: Record<string, unknown> = Object.create(null);
  const states: Record<string, unknown> = Object.create(null);
  for (const member of row) {
    if ("answer" in member) answers[member.id] = member.answer;
    if (member.state !== undefined) states[member.id] = member.state;
  }
  return { answers, states };
}

function roundTrip(definition: Definition, submitted: readonly Submitted[], twice: boolean) {
  const layout = layoutOf(definition);
  const dictionary = new InMemoryDictionary();
  const encoder = responseEncoder(layout, definition, dictionary);
  const encode = () => {
    for (const [index, row] of submitted.entries()) {
      expect(encoder.add(index + 1, { candidate: `c-${index}`, ...row })).toBeNull();
    }
    const chunk = encoder.take();
    dictionary.intern(layout, chunk);
    return chunk;
  };
  const first = encode();
  const chunk = twice ? encode() : first;
  if (twice) expect(chunk.rows).toEqual(first.rows);
  if (twice) expect(chunk.unseen).toEqual([]);
  return submitted.map((_, index) => {
    const row = chunk.rows.subarray(index * layout.rowLength, (index + 1) * layout.rowLength);
    return decodeResponse(layout, row, dictionary.textOf);
  });
}

function expectSame(read: object | undefined, submitted: object): void {
  const sorted = (members: object) => Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));
  const left = sorted(read ?? {});
  const right = sorted(submitted);
  expect(left).toEqual(right);
  for (const [index, [, value]] of left.entries()) {
    if (typeof value === "number") expect(Object.is(value, right[index]?.[1])).toBe(true);
  }
}
