/**
 * Writers at once, on PostgreSQL: PGlite has one connection and no rivals.
 *
 * @module
 */

import { expect } from "bun:test";

import { sql } from "drizzle-orm";

import type { AssessmentKey } from "#store/assessment-key.ts";
import { countResponses, lockAssessment } from "#store/counters.ts";
import { type Db, rowsOf } from "#store/db.ts";
import { insertResponses } from "#store/insert-responses.ts";
import { saveLayout } from "#store/layouts.ts";
import { readBatch } from "#store/responses.ts";

import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { testsNeeding } from "../support/tests-needing.ts";
import { chunkOf, givenAssessment, manyRows, threeColumns } from "./given.ts";

const { afterAll, beforeAll, describe, test } = testsNeeding("PostgreSQL");

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase("PostgreSQL");
}, 60_000);
afterAll(() => database.close());

describe("writers at once", () => {
  test("200 single submissions: nothing is lost and ordinals are dense", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const rows = manyRows("c", 200);

    // Every tenth candidate is sent twice.
    const sent = [...rows, ...rows.filter((_, i) => i % 10 === 0)];
    const outcomes = await Promise.all(sent.map((row) => insertResponses(db, key, chunkOf([row]))));

    expect(outcomes.flat().filter((outcome) => outcome === "accepted").length).toBe(200);
    expect(outcomes.flat().filter((outcome) => outcome === "duplicate").length).toBe(20);
    expect(await ordinalsOf(db, key)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(await countResponses(db, key)).toBe(200);
  });

  test("the same chunk from two: one stores it, the other finds duplicates", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const chunk = chunkOf(manyRows("c", 2000));

    const [one, two] = await Promise.all([
      insertResponses(db, key, chunk),
      insertResponses(db, key, chunk),
    ]);

    const kinds = [new Set(one), new Set(two)].map((outcomes) => [...outcomes].join());
    expect(kinds.toSorted()).toEqual(["accepted", "duplicate"]);
    expect(await countResponses(db, key)).toBe(2000);
  });

  test("chunks that overlap in different orders: each candidate is stored once", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const rows = manyRows("c", 1000);
    const slices = [rows, rows.toReversed(), rows.slice(300, 700), rows.slice(500)];

    const outcomes = await Promise.all(
      slices.map((slice) => insertResponses(db, key, chunkOf(slice))),
    );

    expect(outcomes.flat().filter((outcome) => outcome === "accepted").length).toBe(1000);
    expect(outcomes.flat()).not.toContain("conflict");
    expect(await ordinalsOf(db, key)).toEqual(rows.map((_, i) => i + 1));
  });

  test("a layout that grows among them: rows change width at one ordinal", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const grow = () =>
      db.transaction(async (tx) => {
        const { nextOrdinal } = await lockAssessment(tx, key);
        await saveLayout(tx, key, threeColumns(nextOrdinal));
        return nextOrdinal;
      });

    const submissions = manyRows("c", 60).map((row) => insertResponses(db, key, chunkOf([row])));
    const [step] = await Promise.all([grow(), ...submissions]);

    expect(await countResponses(db, key)).toBe(60);
    if (step > 1) expect(await readBatch(db, key, 1, step - 1)).toMatchObject({ rowLength: 2 });
    if (step <= 60) expect(await readBatch(db, key, step, 60)).toMatchObject({ rowLength: 6 });
  });
});

async function ordinalsOf(db: Db, key: AssessmentKey): Promise<number[]> {
  const rows = await rowsOf<{ ordinal: number }>(
    db,
    sql`select ordinal from responses where assessment = ${key}::int order by ordinal`,
  );
  return rows.map((row) => row.ordinal);
}
