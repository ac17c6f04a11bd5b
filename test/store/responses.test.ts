import { expect, test } from "bun:test";

import { countResponses, lockAssessment } from "#store/counters.ts";
import { insertResponses } from "#store/insert-responses.ts";
import { saveLayout } from "#store/layouts.ts";
import { findResponse, readBatch, readBatchByRow } from "#store/responses.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { chunkOf, givenAssessment, manyRows, threeColumns } from "./given.ts";

describeOnEachDatabase("responses", (database) => {
  test("are numbered from 1 in the order of the chunk", async () => {
    const { db } = database;
    const key = await givenAssessment(db);

    expect(await insertResponses(db, key, chunkOf(manyRows("a", 3)))).toEqual(accepted(3));
    expect(await insertResponses(db, key, chunkOf(manyRows("b", 2)))).toEqual(accepted(2));

    expect(await countResponses(db, key)).toBe(5);
    expect(await readBatch(db, key, 1, 5)).toMatchObject({
      count: 5,
      rowLength: 2,
      rows: bytes(8, 8, 9, 8, 8, 8, 8, 8, 9, 8),
      hasGaps: false,
    });
    expect(await findResponse(db, key, "b-2", null)).toMatchObject({ ordinal: 5, attempt: 1 });
  });

  test("keep every text that a candidate's id or attributes can hold", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const texts = [
      "a,b",
      '"quoted"',
      "{brace}",
      "NULL",
      "null",
      "back\\slash",
      "it's",
      "😀🏳️‍🌈",
      "é\u0301\u2028\u0001\n\t",
      " ",
      "$1",
      "x".repeat(256),
      "漢".repeat(256),
    ];
    const rows = texts.map((candidate) => ({
      candidate,
      attributes: JSON.stringify({ name: candidate, nul: "\u0000" }),
      answers: [8, 2],
    }));

    expect(await insertResponses(db, key, chunkOf(rows))).toEqual(accepted(texts.length));
    for (const row of rows) {
      expect(await findResponse(db, key, row.candidate, 1)).toMatchObject({
        candidate: row.candidate,
        attributes: row.attributes,
        answers: bytes(8, 2),
        hasGaps: true,
      });
    }
  });

  test("keep the time of submission to the microsecond, or none", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const times = [
      "2026-11-23T10:00:00Z",
      "2026-11-23T10:00:00.5Z",
      "2026-11-23T10:00:00.000001Z",
      "0001-01-01T00:00:00Z",
      "9999-12-31T23:59:59.999999Z",
    ];
    const rows = times.map((submittedAt) => ({
      candidate: submittedAt,
      submittedAt,
      answers: [8, 8],
    }));
    await insertResponses(db, key, chunkOf([...rows, { candidate: "none", answers: [8, 8] }]));

    for (const submittedAt of times) {
      expect(await findResponse(db, key, submittedAt, 1)).toMatchObject({ submittedAt });
    }
    expect(await findResponse(db, key, "none", 1)).toMatchObject({ submittedAt: null });
  });

  test("sent again are duplicates, sent with other content are conflicts", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const row = {
      candidate: "c",
      submittedAt: "2026-11-23T10:00:00Z",
      attributes: '{"group":"A"}',
      answers: [8, 9],
    };
    const { submittedAt: _, ...untimed } = row;
    await insertResponses(db, key, chunkOf([row]));
    const send = async (sent: Parameters<typeof chunkOf>[0][number]) =>
      await insertResponses(db, key, chunkOf([sent]));

    expect(await send(row)).toEqual(["duplicate"]);
    expect(await send(untimed)).toEqual(["duplicate"]);
    expect(await send({ ...row, answers: [8, 8] })).toEqual(["conflict"]);
    expect(await send({ ...row, attributes: '{"group":"B"}' })).toEqual(["conflict"]);
    expect(await send({ ...row, submittedAt: "2026-11-23T10:00:01Z" })).toEqual(["conflict"]);
    expect(await send({ ...row, attempt: 2, answers: [8, 8] })).toEqual(["accepted"]);
    expect(await countResponses(db, key)).toBe(2);
    expect(await findResponse(db, key, "c", null)).toMatchObject({ ordinal: 2, attempt: 2 });
    expect(await findResponse(db, key, "c", 1)).toMatchObject({ ordinal: 1, answers: bytes(8, 9) });
    expect(await findResponse(db, key, "c", 3)).toBeNull();
  });

  test("are numbered without gaps where only some of a chunk are new", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    await insertResponses(db, key, chunkOf(manyRows("a", 2)));

    const chunk = chunkOf([
      { candidate: "new-1", answers: [8, 8] },
      { candidate: "a-1", answers: [8, 8] },
      { candidate: "new-2", answers: [9, 9] },
      { candidate: "a-2", answers: [8, 8] },
      { candidate: "new-3", answers: [2, 2] },
    ]);

    expect(await insertResponses(db, key, chunk)).toEqual([
      "accepted",
      "duplicate",
      "accepted",
      "conflict",
      "accepted",
    ]);
    expect(await countResponses(db, key)).toBe(5);
    expect((await readBatch(db, key, 3, 5))?.rows).toEqual(bytes(8, 8, 9, 9, 2, 2));
  });

  test("twice in one chunk: the first is stored and the others compared with it", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const chunk = chunkOf([
      { candidate: "c", answers: [8, 8] },
      { candidate: "c", answers: [8, 8] },
      { candidate: "c", answers: [9, 8] },
      { candidate: "c", attempt: 2, answers: [9, 8] },
      { candidate: "c", answers: [8, 8], attributes: "{}" },
    ]);

    const outcomes = await insertResponses(db, key, chunk);

    expect(outcomes).toEqual(["accepted", "duplicate", "conflict", "accepted", "conflict"]);
    expect(await countResponses(db, key)).toBe(2);
  });

  test("encoded by an older layout are widened to the present one", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    await insertResponses(db, key, chunkOf(manyRows("old", 2)));
    await db.transaction(async (tx) => {
      const { nextOrdinal } = await lockAssessment(tx, key);
      await saveLayout(tx, key, threeColumns(nextOrdinal));
    });

    const late = chunkOf([
      { candidate: "late", answers: [9, 9] },
      { candidate: "old-1", answers: [8, 8] },
    ]);

    expect(await insertResponses(db, key, late)).toEqual(["accepted", "duplicate"]);
    expect(await findResponse(db, key, "late", 1)).toMatchObject({
      ordinal: 3,
      answers: bytes(9, 9, 0, 0, 0, 0),
      hasGaps: true,
    });
    expect(await readBatch(db, key, 1, 2)).toMatchObject({ rowLength: 2 });
    expect(await readBatch(db, key, 1, 3)).toBeNull();
    expect(await readBatchByRow(db, key, { from: 1, to: 3 }, 6)).toEqual({
      count: 3,
      rowLength: 6,
      rows: bytes(8, 8, 0, 0, 0, 0, 9, 8, 0, 0, 0, 0, 9, 9, 0, 0, 0, 0),
      hasGaps: true,
    });
  });

  test("sent again after the layout grew are duplicates unless they answer the new item", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    await insertResponses(db, key, chunkOf(manyRows("old", 2)));
    const layout = threeColumns(3);
    await db.transaction((tx) => saveLayout(tx, key, layout));

    const resent = chunkOf(
      [
        { candidate: "old-1", answers: [8, 8, 2, 0, 0, 0] },
        // Code 514, all of whose bytes are 0 or 2.
        { candidate: "old-2", answers: [9, 8, 2, 2, 0, 0] },
      ],
      layout,
    );

    expect(await insertResponses(db, key, resent)).toEqual(["duplicate", "conflict"]);
  });

  test("of other assessments are never seen", async () => {
    const { db } = database;
    const [one, other] = [await givenAssessment(db), await givenAssessment(db)];
    await insertResponses(db, one, chunkOf(manyRows("a", 2)));

    expect(await insertResponses(db, other, chunkOf(manyRows("a", 1)))).toEqual(["accepted"]);
    expect(await countResponses(db, other)).toBe(1);
    expect(await readBatch(db, other, 1, 2)).toBeNull();
    expect(await findResponse(db, other, "a-2", null)).toBeNull();
  });

  test("an empty chunk is nothing, and so is an empty range", async () => {
    const { db } = database;
    const key = await givenAssessment(db);

    expect(await insertResponses(db, key, chunkOf([]))).toEqual([]);
    expect(await readBatch(db, key, 1, 10)).toBeNull();
    expect((await readBatchByRow(db, key, { from: 1, to: 10 }, 2)).count).toBe(0);
  });
});

function accepted(count: number): "accepted"[] {
  return Array.from({ length: count }, () => "accepted");
}

/** Buffer is what postgres.js gives; it compares as bytes only. */
function bytes(...values: number[]) {
  return Uint8Array.from(values);
}
