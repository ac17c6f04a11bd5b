import { expect, test } from "bun:test";

import { assessmentIdOf } from "#store/assessments.ts";
import type { Db } from "#store/db.ts";
import {
  countOwedInvalidations,
  findOwedInvalidations,
  settleInvalidations,
} from "#store/owed-invalidations.ts";
import { finishRun, startRun } from "#store/runs.ts";
import { transaction } from "#store/transaction.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { must } from "../support/must.ts";
import { givenAssessment } from "./given.ts";

const OUTCOME = {
  upto: 0,
  ratings: null,
  counts: { total: 0, scored: 0, pending: 0, failed: 0 },
  timings: null,
  failure: null,
  summary: null,
  digest: null,
};

describeOnEachDatabase("owed invalidations", (database) => {
  test("come of a run that succeeded, once, and go when they are settled", async () => {
    const { db } = database;
    const { id, key } = await givenRun(db);
    await finishRun(db, id, { ...OUTCOME, status: "succeeded" });
    await finishRun(db, id, { ...OUTCOME, status: "succeeded" });
    const [owed, ...others] = await findOwedInvalidations(db, 10);
    expect(others).toEqual([]);
    expect(owed).toMatchObject({ id, assessment: await assessmentIdOf(db, key) });
    expect(owed?.tenant).toBeNumber();

    await settleInvalidations(db, [id]);
    await settleInvalidations(db, [id]);
    expect(await findOwedInvalidations(db, 10)).toEqual([]);
  });

  test("do not come of a run that failed: what is cached is still the newest", async () => {
    const { db } = database;
    const { id } = await givenRun(db);
    await finishRun(db, id, { ...OUTCOME, status: "failed" });
    expect(await findOwedInvalidations(db, 10)).toEqual([]);
  });

  test("are undone with their write", async () => {
    const { db } = database;
    const { id } = await givenRun(db);
    const undone = transaction(db, async (tx) => {
      await finishRun(tx, id, { ...OUTCOME, status: "succeeded" });
      throw new Error("the write failed");
    });
    await expect(undone).rejects.toThrow("the write failed");
    expect(await findOwedInvalidations(db, 10)).toEqual([]);
  });

  test("are found oldest first, and no more than asked for", async () => {
    const { db } = database;
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      const { id } = await givenRun(db);
      await finishRun(db, id, { ...OUTCOME, status: "succeeded" });
      ids.push(id);
    }
    const owed = await findOwedInvalidations(db, 2);
    expect(owed.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(await countOwedInvalidations(db, 10)).toBe(3);
    expect(await countOwedInvalidations(db, 2)).toBe(2);
    await settleInvalidations(db, ids);
    expect(await countOwedInvalidations(db, 10)).toBe(0);
  });
});

async function givenRun(db: Db) {
  const key = await givenAssessment(db);
  const id = crypto.randomUUID();
  const run = { id, assessment: key, revision: 1, upto: 0, total: 0, staleAfterMs: 60_000 };
  must(await startRun(db, run));
  return { id, key };
}
