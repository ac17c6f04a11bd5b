import { expect, test } from "bun:test";

import { ensureTenant } from "#store/tenants.ts";
import {
  assessmentIdOf,
  createAssessment,
  findAssessment,
  listAssessments,
} from "#store/assessments.ts";
import { lockAssessment } from "#store/counters.ts";
import { insertResponses } from "#store/insert-responses.ts";
import { readLayout, saveLayout } from "#store/layouts.ts";
import { findScoringInputs } from "#store/scoring-inputs.ts";
import { findNewestRevision, findRevision, insertRevision } from "#store/revisions.ts";
import { saveTally } from "#store/tallies.ts";
import type { Definition } from "#engine/definition/definition.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { chunkOf, givenAssessment, manyRows, threeColumns, twoColumns } from "./given.ts";

const DEFINITION: Definition = {
  // NUL and a lone surrogate: jsonb would refuse both.
  title: "A title with \u0000 and \ud800 and 😀",
  items: [{ type: "rating", id: "q1", min: 0, max: 3, reverse: true, weight: "1/3", blank: 0 }],
  absentMeans: "omitted",
  scales: [],
  bands: [],
};

describeOnEachDatabase("assessments", (database) => {
  test("are found by their own tenant only", async () => {
    const { db } = database;
    const [one, other] = [await ensureTenant(db, "one"), await ensureTenant(db, "other")];

    const made = await createAssessment(db, one, "maths");

    expect(made).toMatchObject({ id: "maths", newestRevision: 0 });
    expect(made?.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await createAssessment(db, one, "maths")).toBeNull();
    expect(await findAssessment(db, one, "maths")).toEqual(made);
    expect(await findAssessment(db, other, "maths")).toBeNull();
    expect((await createAssessment(db, other, "maths"))?.key).not.toBe(made?.key);
    expect(made && (await assessmentIdOf(db, made.key))).toBe("maths");
    expect(await ensureTenant(db, "one")).toBe(one);
  });

  test("are listed byte by byte in the order of their ids, page by page", async () => {
    const { db } = database;
    const tenant = await ensureTenant(db, "lister");
    for (const id of ["b", "a", "B", "é", "a.1", "10", "9"]) {
      await createAssessment(db, tenant, id);
    }
    const a = await findAssessment(db, tenant, "a");
    if (a !== null) {
      await db.transaction((tx) => saveLayout(tx, a.key, twoColumns));
      await insertResponses(db, a.key, chunkOf(manyRows("c", 3)));
    }

    const page = async (after: string | null) =>
      (await listAssessments(db, tenant, { after, limit: 3 })).map(({ id, responses }) => [
        id,
        responses,
      ]);

    expect(await page(null)).toEqual([
      ["10", 0],
      ["9", 0],
      ["B", 0],
    ]);
    expect(await page("B")).toEqual([
      ["a", 3],
      ["a.1", 0],
      ["b", 0],
    ]);
    expect(await page("b")).toEqual([["é", 0]]);
  });
});

describeOnEachDatabase("revisions", (database) => {
  test("keep the definition as it was written", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    expect(await findNewestRevision(db, key)).toBeNull();

    const inserted = await insertRevision(db, key, {
      number: 1,
      hash: "aa",
      definition: DEFINITION,
    });

    const found = await findRevision(db, key, 1);
    expect(found).toMatchObject({ number: 1, hash: "aa", definition: DEFINITION });
    expect(inserted).toEqual({ ok: true, value: found as NonNullable<typeof found> });
    expect(await findRevision(db, key, 2)).toBeNull();
  });

  test("are numbered once: the second of a number is refused", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const revision = { hash: "aa", definition: DEFINITION };
    await insertRevision(db, key, { ...revision, number: 1 });
    await insertRevision(db, key, { ...revision, number: 2, hash: "bb" });

    const again = await insertRevision(db, key, { ...revision, number: 2, hash: "cc" });

    expect(again).toEqual({ ok: false, error: { code: "revision_exists", number: 2 } });
    expect(await findNewestRevision(db, key)).toMatchObject({ number: 2, hash: "bb" });
    const tenant = await ensureTenant(db, "school");
    const id = await assessmentIdOf(db, key);
    expect(await findAssessment(db, tenant, id)).toMatchObject({ newestRevision: 2 });
  });
});

describeOnEachDatabase("layouts", (database) => {
  test("are replaced by their next version, which writers see under the lock", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    expect(await readLayout(db, key)).toEqual(twoColumns);

    await db.transaction((tx) => saveLayout(tx, key, threeColumns(1)));

    expect(await readLayout(db, key)).toEqual(threeColumns(1));
    const counters = await db.transaction((tx) => lockAssessment(tx, key));
    expect(counters).toEqual({ nextOrdinal: 1, layoutVersion: 2, nextRating: 1 });
  });
});

describeOnEachDatabase("what scoring begins with", (database) => {
  test("is found by the tenant's own id, of the newest revision or of one that is named", async () => {
    const { db } = database;
    const tenant = await ensureTenant(db, "scorer");
    const other = await ensureTenant(db, "someone else");
    const find = (revision: number | null) => findScoringInputs(db, tenant, "maths", revision);
    expect(await find(null)).toBeNull();

    const made = await createAssessment(db, tenant, "maths");
    if (made === null) throw new Error("the id is taken");
    const { key } = made;
    const nothing = { responses: 0, ratings: 0 };
    expect(await find(null)).toEqual({
      key,
      newestRevision: 0,
      revision: null,
      layout: null,
      stored: nothing,
      tally: null,
    });

    await db.transaction((tx) => saveLayout(tx, key, twoColumns));
    for (const number of [1, 2]) {
      await insertRevision(db, key, { number, hash: `hash ${number}`, definition: DEFINITION });
    }
    await insertResponses(db, key, chunkOf(manyRows("c", 3)));

    const revision = await findRevision(db, key, 2);
    const stored = { responses: 3, ratings: 0 };
    const tally = { upto: 2, inputsVersion: 0, state: Uint8Array.of(7) };
    await saveTally(db, key, 2, { expected: null, ...tally });
    const inputs = {
      key,
      newestRevision: 2,
      revision,
      layout: twoColumns,
      stored,
      tally: { ...tally, state: expect.anything() },
    };
    expect(await find(null)).toEqual(inputs);
    expect(await find(2)).toEqual(inputs);
    expect([...((await find(2))?.tally?.state ?? [])]).toEqual([7]);
    expect((await find(1))?.tally).toBeNull();
    expect((await find(1))?.revision).toEqual(await findRevision(db, key, 1));
    expect(await find(3)).toEqual({ ...inputs, revision: null, tally: null });
    expect(await findScoringInputs(db, other, "maths", null)).toBeNull();
  });
});
