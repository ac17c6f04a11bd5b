import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import type { AnswerForm } from "#engine/definition/answer-form.ts";
import { csvHeader } from "#http/body/csv-header.ts";
import { readCsv } from "#http/body/read-csv.ts";

import { gzipped, inShort, opened, rowsIn, rowsUntilFault, streamOf } from "./streams.ts";

const MIB = 1024 * 1024;

const items: ReadonlyMap<string, AnswerForm> = new Map([
  ["q1", "single_choice"],
  ["q2", "multiple_choice"],
  ["q3", "number"],
  ["q4", "text"],
  ["q5", "rating"],
  ["q6", "option_at_level"],
  ["__proto__", "text"],
  ["attributes.x", "text"],
]);

describe("readCsv", () => {
  test("turns each field into what JSON would have sent", async () => {
    const [row] = await values(
      [
        "candidate,attempt,submittedAt,q1,q2,q3,q4,q5,attributes.group",
        "c-1,2,2026-11-23T10:00:00Z,A,A|C,9.810,Paris,3,north",
      ].join("\n"),
    );
    expect(row).toEqual({
      candidate: "c-1",
      attempt: 2,
      submittedAt: "2026-11-23T10:00:00Z",
      answers: { q1: "A", q2: ["A", "C"], q3: "9.810", q4: "Paris", q5: 3 },
      attributes: { group: "north" },
    });
  });

  test("reads empty as null, a missing column as absent, [] as the empty set", async () => {
    const rows = await values(
      "q2,candidate,attempt,submittedAt,attributes.a,q5\n,c,,,,\n[],c,,,,-1",
    );
    expect(rows).toEqual([
      { candidate: "c", answers: { q2: null, q5: null }, attributes: {} },
      { candidate: "c", answers: { q2: [], q5: -1 }, attributes: {} },
    ]);
  });

  test("reads ratings as spreadsheets write them; anything else stays text", async () => {
    const rows = await values("candidate,attempt,q5\nc,1,3.0\nc,x,1e3\nc,1.0,often");
    expect(rows).toMatchObject([
      { attempt: 1, answers: { q5: 3 } },
      { attempt: "x", answers: { q5: "1e3" } },
      { attempt: "1.0", answers: { q5: "often" } },
    ]);
  });

  test("reads an option with a level; the last bar divides, and anything else stays text", async () => {
    const fields = ["A|2", "", "A|B|3", "|1", "A", "A|", "A|x", "A|1.5", "A|-1"];
    const rows = await values(["candidate,q6", ...fields.map((field) => `c,${field}`)].join("\n"));
    expect(rows.map((row) => (row as { answers: { q6: unknown } }).answers.q6)).toEqual([
      ["A", 2],
      null,
      ["A|B", 3],
      ["", 1],
      "A",
      "A|",
      "A|x",
      "A|1.5",
      "A|-1",
    ]);
  });

  test("takes a state for an empty field, in whatever order the columns are", async () => {
    const header = "states.q1,candidate,q1,q2,states.q2,states.attributes.x";
    const rows = await values(
      `${header}\nnot_presented,c,,A,,omitted\nomitted,c,A,,not_applicable,\n,c,,,,`,
    );
    expect(rows).toEqual([
      {
        candidate: "c",
        answers: { q2: ["A"] },
        attributes: {},
        states: { q1: "not_presented", "attributes.x": "omitted" },
      },
      {
        candidate: "c",
        answers: { q1: "A" },
        attributes: {},
        states: { q1: "omitted", q2: "not_applicable" },
      },
      { candidate: "c", answers: { q1: null, q2: null }, attributes: {} },
    ]);
  });

  test("knows ids that objects know already, and items that look like attributes", async () => {
    const [row] = await values("candidate,__proto__,attributes.x,attributes.__proto__\nc,a,b,d");
    expect(JSON.stringify(row)).toBe(
      '{"candidate":"c","answers":{"__proto__":"a","attributes.x":"b"},"attributes":{"__proto__":"d"}}',
    );
  });

  test("keeps line numbers right over quoted newlines, blank lines and CRLF", async () => {
    const body = [
      '\ufeff"candidate",q4',
      '"c-1","two\r\nlines, ""quoted"""',
      "",
      "c-2,x",
      'c-3,"a\n\n\nb"',
      "c-4,y",
    ].join("\r\n");
    for (const size of [1, 2, 3, 65_536]) {
      expect(inShort(await rowsIn(readCsv(opened(streamOf(body, size)), items)))).toEqual([
        [2, answering("c-1", 'two\r\nlines, "quoted"')],
        [5, answering("c-2", "x")],
        [6, answering("c-3", "a\n\n\nb")],
        [10, answering("c-4", "y")],
      ]);
    }
  });

  test("names the records that cannot be read, and goes on", async () => {
    const body = [
      "candidate,q4",
      "c,one",
      "c",
      "c,a,b",
      'c,a"b',
      'c,"a"b',
      'c,"fine, too"',
      "c,\u00e9",
      'c,"open',
      "c,swallowed",
    ].join("\n");
    const rows = inShort(await rowsIn(readCsv(opened(streamOf(body)), items)));
    expect(rows).toEqual([
      [2, answering("c", "one")],
      [3, "csv_record_invalid"],
      [4, "csv_record_invalid"],
      [5, "csv_record_invalid"],
      [6, "csv_record_invalid"],
      [7, answering("c", "fine, too")],
      [8, answering("c", "é")],
      [9, "csv_record_invalid"],
    ]);
  });

  test("refuses text that is not UTF-8, record by record", async () => {
    const body = Uint8Array.from("candidate,q4\nc,\u00ff\nc,x", (character) =>
      character.charCodeAt(0),
    );
    expect(inShort(await rowsIn(readCsv(opened(streamOf(body)), items)))).toEqual([
      [2, "line_is_not_utf8"],
      [3, answering("c", "x")],
    ]);
  });

  test("goes on after a record of more than 1 MiB, even one whose quotes never close", async () => {
    const lines = 1100;
    const long = `c,"${`${"x".repeat(999)}\n`.repeat(lines)}`;
    const body = `candidate,q4\nc,one\n${long}\nc,two\nc,"three"`;
    const all = await Promise.all(
      [1000, 65_536, 16 * MIB].map(async (size) =>
        inShort(await rowsIn(readCsv(opened(streamOf(body, size)), items))),
      ),
    );
    for (const rows of all) {
      expect(rows.slice(0, 2)).toEqual([
        [2, answering("c", "one")],
        [3, "line_too_long"],
      ]);
      expect(rows.slice(-2)).toEqual([
        [lines + 4, answering("c", "two")],
        [lines + 5, answering("c", "three")],
      ]);
      expect(rows).toEqual(all[0] ?? []);
    }
  });

  test("gives back any fields that were quoted by the rules", async () => {
    const field = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a") }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(field, { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        async (fields, size) => {
          const quoted = fields.map((text) => `"${text.replaceAll('"', '""')}"`);
          const body = `q4,candidate\n${quoted.map((text) => `${text},c\n`).join("")}`;
          const rows = inShort(await rowsIn(readCsv(opened(streamOf(body, size)), items)));
          const expected = fields.map((text) => answering("c", text === "" ? null : text));
          expect(rows.map(([, value]) => value)).toEqual(expected);
        },
      ),
    );
  });

  test("inflates gzip", async () => {
    const body = await gzipped("candidate,q1\nc,A\n");
    const rows = await rowsIn(readCsv(opened(streamOf(body), "gzip"), items));
    expect(inShort(rows)).toEqual([[2, { candidate: "c", answers: { q1: "A" }, attributes: {} }]]);
  });
});

describe("the header", () => {
  test.each<[string, string | undefined]>([
    ["", undefined],
    ["\n\n", "c"],
    ['"candidate', undefined],
    ["q1,q2", "candidate"],
    ["candidate,q9", "q9"],
    ["candidate;q1", "candidate;q1"],
    ["candidate, q1", " q1"],
    ["candidate,q1,q1", "q1"],
    ["candidate,candidate", "candidate"],
    ["candidate,attributes.", "attributes."],
    ["candidate,attributes.a,attributes.a", "attributes.a"],
    ["candidate,states.q9", "states.q9"],
    ["candidate,states.q1,states.q1", "states.q1"],
    ["candidate,constructor", "constructor"],
    ["candidate,", ""],
  ])("is refused: %j (%j)", async (header, path) => {
    const { rows, fault } = await rowsUntilFault(
      readCsv(opened(streamOf(header === "" ? "" : `${header}\nc,A`)), items),
    );
    expect(rows).toEqual([]);
    expect(fault?.code).toBe("csv_header_invalid");
    expect(fault?.path).toBe(path);
  });
});

test("a header has no more attributes than a response may have", async () => {
  const names = Array.from({ length: 33 }, (_, index) => `attributes.a${index}`);
  const [most] = await values(`candidate,${names.slice(0, 32).join(",")}\nc${",x".repeat(32)}`);
  expect(Object.keys((most as { attributes: object }).attributes)).toHaveLength(32);
  const { rows, fault } = await rowsUntilFault(
    readCsv(opened(streamOf(`candidate,${names.join(",")}\nc${",x".repeat(33)}`)), items),
  );
  expect(rows).toEqual([]);
  expect(fault).toEqual({
    code: "csv_header_invalid",
    path: "attributes.a32",
    message: "A response has at most 32 attributes.",
  });
});

test("each column of a header is looked at once, of as many as there may be", () => {
  const ids = Array.from({ length: 2_000 }, (_, index) => `q${index}`);
  const many = new Map<string, AnswerForm>(ids.map((id) => [id, "number"]));
  let looks = 0;
  const names = new Proxy(["candidate", ...ids, "q0"], {
    get(target, name, receiver) {
      if (/^\d+$/.test(String(name))) looks++;
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  const read = csvHeader(names, many);
  expect(read).toMatchObject({ ok: false, error: { path: "q0" } });
  expect(looks).toBe(names.length);
});

test("a header of more than 1 MiB is refused", async () => {
  const body = opened(streamOf(`candidate,${"x".repeat(MIB)}`));
  const { fault } = await rowsUntilFault(readCsv(body, items));
  expect(fault?.code).toBe("csv_header_invalid");
});

function answering(candidate: string, q4: string | null) {
  return { candidate, answers: { q4 }, attributes: {} };
}

async function values(body: string): Promise<unknown[]> {
  const rows = await rowsIn(readCsv(opened(streamOf(body)), items));
  return inShort(rows).map(([, value]) => value);
}
