import { expect, test } from "bun:test";

import { countResponses } from "#store/counters.ts";
import {
  answersOfItem,
  findAnswers,
  findCodes,
  highestCode,
  internAnswers,
} from "#store/dictionary.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { givenAssessment } from "./given.ts";

const ODD_TEXTS = [
  '"a,b"',
  '"NULL"',
  "null",
  '"{}"',
  '"\\"quoted\\""',
  '"back\\\\slash"',
  '"\\u0000"',
  '"\\ud800"',
  '"😀 é é"',
  "-0",
  "0",
  "1e21",
  "1e+21",
  "[]",
  '["A","C"]',
  '["C","A"]',
  `"${"long ".repeat(100_000)}"`,
];

describeOnEachDatabase("the dictionary", (database) => {
  test("gives codes from 8 on, per item, in the order of entries", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const [a, b, c] = [
      { item: "q1", text: '"a"' },
      { item: "q2", text: '"a"' },
      { item: "q1", text: '"b"' },
    ] as const;

    expect(await internAnswers(db, key, [a, b, c, a])).toEqual([8, 8, 9, 8]);
    expect(await internAnswers(db, key, [{ item: "q1", text: '"c"' }, c])).toEqual([10, 9]);
    expect(await findCodes(db, key, [c, { item: "q2", text: '"b"' }, a])).toEqual([9, null, 8]);
    expect(await highestCode(db, key, "q1")).toBe(10);
    expect(await highestCode(db, key, "q3")).toBeNull();
    expect(await answersOfItem(db, key, "q1", { after: 0, limit: 2 })).toEqual([
      { code: 8, text: '"a"' },
      { code: 9, text: '"b"' },
    ]);
    expect(await answersOfItem(db, key, "q1", { after: 9, limit: 2 })).toEqual([
      { code: 10, text: '"c"' },
    ]);
    expect(await countResponses(db, key)).toBe(0);
  });

  test("gives every answer back exactly", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const entries = ODD_TEXTS.map((text) => ({ item: "q1", text }));

    const codes = await internAnswers(db, key, entries);

    expect(new Set(codes).size).toBe(ODD_TEXTS.length);
    const items = codes.map(() => "q1");
    expect(await findAnswers(db, key, { items, codes })).toEqual(ODD_TEXTS);
    expect(await findCodes(db, key, entries)).toEqual(codes);
    expect(await findAnswers(db, key, { items: ["q1", "q2"], codes: [7, 8] })).toEqual([
      null,
      null,
    ]);
  });

  test("keeps the codes that a layout has fixed", async () => {
    const { db } = database;
    const key = await givenAssessment(db);

    const entries = [
      { item: "q1", text: '"D"', code: 11 },
      { item: "q1", text: '"B"', code: 9 },
    ];

    expect(await internAnswers(db, key, entries)).toEqual([11, 9]);
    expect(await internAnswers(db, key, entries.toReversed())).toEqual([9, 11]);
  });

  test("takes thousands of new answers in one call", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const entries = Array.from({ length: 5000 }, (_, i) => ({
      item: `q${i % 2}`,
      text: JSON.stringify(`answer ${i}`),
    }));

    const codes = await internAnswers(db, key, entries);

    expect(codes).toEqual(entries.map((_, i) => 8 + Math.floor(i / 2)));
    expect(await internAnswers(db, key, entries)).toEqual(codes);
  });

  test("gives one code to a text that many intern at once", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const entries = ["x", "y", "z"].map((text) => ({ item: "q1", text: JSON.stringify(text) }));
    const rotated = (by: number) => [...entries.slice(by % 3), ...entries.slice(0, by % 3)];

    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, i) => internAnswers(db, key, rotated(i))),
    );

    const inOrder = await findCodes(db, key, entries);
    expect(inOrder.map(Number).toSorted((a, b) => a - b)).toEqual([8, 9, 10]);
    for (const [i, got] of codes.entries()) {
      expect(got).toEqual((await findCodes(db, key, rotated(i))).map(Number));
    }
  });

  test("forgets the codes of a transaction that was rolled back", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const [lost, kept] = [
      { item: "q1", text: '"lost"' },
      { item: "q1", text: '"kept"' },
    ];

    const failed = db.transaction(async (tx) => {
      expect(await internAnswers(tx, key, [lost])).toEqual([8]);
      throw new Error("cut off");
    });

    await expect(failed).rejects.toThrow("cut off");
    expect(await findCodes(db, key, [lost])).toEqual([null]);
    expect(await internAnswers(db, key, [kept])).toEqual([8]);
    expect(await findAnswers(db, key, { items: ["q1"], codes: [8] })).toEqual(['"kept"']);
  });

  test("asked for nothing answers with nothing", async () => {
    const { db } = database;
    const key = await givenAssessment(db);

    expect(await internAnswers(db, key, [])).toEqual([]);
    expect(await findCodes(db, key, [])).toEqual([]);
    expect(await findAnswers(db, key, { items: [], codes: [] })).toEqual([]);
  });
});
