import { expect, test } from "bun:test";

import type { AssessmentKey } from "#store/assessment-key.ts";
import type { Db } from "#store/db.ts";
import { insertResponses } from "#store/insert-responses.ts";
import { insertResults, replaceResults } from "#store/insert-results.ts";
import { findResult, pageResults, pointsAtRanks, type ResultPage } from "#store/results.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { chunkOf, givenAssessment, manyRows } from "./given.ts";

/** Ties, nulls, a negative and the largest number that is exact. */
const POINTS = [3, null, 1, 3, Number.MAX_SAFE_INTEGER, -2, null, 1, 3, 0];

describeOnEachDatabase("results", (database) => {
  test("come back with scales, maxima and the response they are of", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    await insertResponses(db, key, chunkOf(manyRows("c", 3)));

    await insertResults(db, key, 1, {
      fromOrdinal: 1,
      points: [2_000_000, null, Number.MAX_SAFE_INTEGER],
      maxPoints: [null, 4_000_000, null],
      scales: [
        [1, 2, 3],
        [null, -5, Number.MIN_SAFE_INTEGER],
      ],
    });

    expect(await findResult(db, key, 1, 2)).toEqual({
      ordinal: 2,
      candidate: "c-2",
      attempt: 1,
      points: null,
      maxPoints: 4_000_000,
      scales: [2, -5],
      inputsVersion: 0,
      answers: expect.anything(),
      hasGaps: false,
    });
    expect(await findResult(db, key, 1, 3)).toMatchObject({
      points: Number.MAX_SAFE_INTEGER,
      maxPoints: null,
      scales: [3, Number.MIN_SAFE_INTEGER],
      answers: Uint8Array.of(8, 8),
    });
    expect(await findResult(db, key, 1, 4)).toBeNull();
    expect(await findResult(db, key, 2, 1)).toBeNull();
  });

  test("hold abilities to the last bit, and new ones with their reasons take their place", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    await insertResponses(db, key, chunkOf(manyRows("c", 2)));
    const batch = { fromOrdinal: 1, points: [1, 2], maxPoints: null, scales: [] };
    const theta = [0.1 + 0.2, -5e-324];
    const se = [null, Number.MAX_VALUE];
    const stored = async (withThetas: boolean) => await findResult(db, key, 1, 2, withThetas);

    await insertResults(db, key, 1, { ...batch, thetas: [{ theta, se, reason: [5, 0] }] });
    expect(await stored(true)).toMatchObject({
      thetas: [-5e-324],
      thetaSes: [Number.MAX_VALUE],
      thetaReasons: [0],
    });
    expect(await stored(false)).not.toHaveProperty("thetas");
    const page = { sort: "ordinal", after: null, limit: 9, upto: 9, withThetas: true } as const;
    expect((await pageResults(db, key, 1, page))[0]).toMatchObject({
      thetas: [0.30000000000000004],
      thetaSes: [null],
      thetaReasons: [5],
    });

    const thetas = [0, 1].map((entry) => ({ theta: [entry, 7], se: theta, reason: [0, 0] }));
    await replaceResults(db, key, 1, {
      ...batch,
      thetas,
      inputsVersion: 1,
      rewrites: false,
    });
    expect(await stored(true)).toMatchObject({
      thetas: [7, 7],
      thetaSes: [-5e-324, -5e-324],
      thetaReasons: null,
    });

    const later = { ...batch, points: [5, 6], thetas };
    await replaceResults(db, key, 1, { ...later, inputsVersion: 1, rewrites: false });
    expect(await stored(false)).not.toMatchObject({ points: 6 });
    await replaceResults(db, key, 1, { ...later, inputsVersion: 1, rewrites: true });
    expect(await stored(false)).toMatchObject({ points: 6 });
    await replaceResults(db, key, 1, {
      ...later,
      points: [7, 8],
      inputsVersion: 0,
      rewrites: true,
    });
    expect(await stored(false)).toMatchObject({ points: 6 });
  });

  test("that are there already stay, and the others of the batch are stored", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    await insertResponses(db, key, chunkOf(manyRows("c", 4)));
    const batch = (fromOrdinal: number, points: number[]) =>
      insertResults(db, key, 1, { fromOrdinal, points, maxPoints: null, scales: [] });

    await batch(2, [20, 30]);
    await batch(1, [1, 2, 3, 4]);
    await batch(1, [5, 6, 7, 8]);

    const page = await pageResults(db, key, 1, { sort: "ordinal", after: null, limit: 9, upto: 9 });
    expect(page.map((result) => result.points)).toEqual([1, 20, 30, 4]);
    expect(page[0]).toMatchObject({ maxPoints: null, scales: [] });
  });

  test.each(["ordinal", "points", "-points"] as const)(
    "by %s: pages of any size join to the same list, with ties and nulls",
    async (sort) => {
      const { db } = database;
      const key = await givenResults(db);
      const all = await pageResults(db, key, 1, { sort, after: null, limit: 100, upto: 100 });

      for (const limit of [1, 2, 3, 7, 10]) {
        expect(await inPages(db, key, { sort, limit, upto: 100 })).toEqual([...all]);
      }
    },
  );

  test("are ordered by points with nulls last; ties by arrival, or against it when descending", async () => {
    const { db } = database;
    const key = await givenResults(db);
    const ordinals = async (sort: ResultPage["sort"], upto = 100) =>
      (await pageResults(db, key, 1, { sort, after: null, limit: 100, upto })).map(
        (result) => result.ordinal,
      );

    expect(await ordinals("ordinal")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await ordinals("points")).toEqual([6, 10, 3, 8, 1, 4, 9, 5, 2, 7]);
    expect(await ordinals("-points")).toEqual([5, 9, 4, 1, 8, 3, 10, 6, 7, 2]);
    expect(await ordinals("-points", 4)).toEqual([4, 1, 3, 2]);
  });

  test("a page goes on where it stopped while later responses are scored", async () => {
    const { db } = database;
    const key = await givenResults(db);
    const page = { sort: "points", limit: 4, upto: 10 } as const;
    const before = await inPages(db, key, page);
    const first = await pageResults(db, key, 1, { ...page, after: null });

    await insertResponses(db, key, chunkOf(manyRows("later", 3)));
    await insertResults(db, key, 1, {
      fromOrdinal: 11,
      points: [1, null, 3],
      maxPoints: null,
      scales: [],
    });

    const last = first[3] ?? { points: null, ordinal: 0 };
    const rest = await inPages(db, key, page, last);
    expect([...first, ...rest]).toEqual(before);
  });

  test("points at ranks inside a range are ascending", async () => {
    const { db } = database;
    const key = await givenResults(db);
    const ranks = (lo: number, hi: number, skip: number, take: number) =>
      pointsAtRanks(db, key, 1, { lo, hi, skip, take, upto: 10, attempts: null });

    expect(await ranks(-10, 100, 0, 100)).toEqual([-2, 0, 1, 1, 3, 3, 3]);
    expect(await ranks(0, 3, 2, 2)).toEqual([1, 3]);
    expect(await ranks(4, 5, 0, 1)).toEqual([]);
    expect(await ranks(4, Number.MAX_SAFE_INTEGER, 0, 1)).toEqual([Number.MAX_SAFE_INTEGER]);
  });

  async function givenResults(db: Db): Promise<AssessmentKey> {
    const key = await givenAssessment(db);
    await insertResponses(db, key, chunkOf(manyRows("c", POINTS.length)));
    const batch = { fromOrdinal: 1, points: POINTS, maxPoints: null, scales: [POINTS] };
    await insertResults(db, key, 1, batch);
    return key;
  }
});

async function inPages(
  db: Db,
  key: AssessmentKey,
  page: Pick<ResultPage, "sort" | "limit" | "upto">,
  start: ResultPage["after"] = null,
) {
  const all = [];
  for (let after = start; ;) {
    const results = await pageResults(db, key, 1, { ...page, after });
    all.push(...results);
    const last = results.at(-1);
    if (last === undefined || results.length < page.limit) return all;
    after = { points: last.points, ordinal: last.ordinal };
  }
}
