/** What another version of the service has counted cannot be read, and is counted anew. */

import { afterAll, beforeAll, expect, test } from "bun:test";

import { and, eq, sql } from "drizzle-orm";

import { results, tallies } from "#store/tables.ts";
import type { Deps } from "#usecase/deps.ts";
import { readItemAnalysis } from "#usecase/read-item-analysis.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";
import { scoredRevision } from "#usecase/scored-revision.ts";

import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { mixedForm, mixedResponses } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  database = await openDatabase("PGlite");
  deps = testDeps(database.db, { lanes: 1 });
}, 60_000);
afterAll(() => database.close());

test("a run counts all again and replaces it; until then a pass serves", async () => {
  const assessment = await givenAssessment(deps, mixedForm);
  const score = async () => must(await scoreAssessment(deps, { ...assessment, revision: null }));
  await givenResponses(deps, assessment, mixedResponses(90));
  await score();
  const before = await analysisOf(assessment);

  const { key } = must(await scoredRevision(deps, { ...assessment, revision: null }));
  await deps.db
    .update(tallies)
    .set({ state: Uint8Array.of(1, 2, 3) })
    .where(and(eq(tallies.assessment, key), eq(tallies.revision, 1)));
  expect(await analysisOf(assessment)).toEqual(before);

  await givenResponses(deps, assessment, mixedResponses(120));
  const { run, summary } = await score();
  expect(run).toMatchObject({ status: "succeeded", upto: 120 });
  const other = await givenAssessment(deps, mixedForm);
  await givenResponses(deps, other, mixedResponses(120));
  const whole = must(await scoreAssessment(deps, { ...other, revision: null }));
  expect(summary).toEqual(whole.summary);
  expect(run.digest).toBe(whole.run.digest);
  const [stored] = await deps.db.select().from(tallies).where(eq(tallies.assessment, key));
  expect(stored).toMatchObject({ upto: 120 });
  expect(stored?.state[0]).toBe(3);
});

test("the results of another version are written anew with it, again where that is interrupted", async () => {
  const assessment = await givenAssessment(deps, mixedForm);
  const score = async (own: Deps) =>
    must(await scoreAssessment(own, { ...assessment, revision: null }));
  await givenResponses(deps, assessment, mixedResponses(90));
  await score(deps);
  const { key } = must(await scoredRevision(deps, { ...assessment, revision: null }));
  const read = async () =>
    await deps.db
      .select()
      .from(results)
      .where(eq(results.assessment, key))
      .orderBy(results.ordinal);
  const expected = await read();

  await deps.db.update(results).set({ points: 7, scales: null }).where(eq(results.assessment, key));
  await deps.db
    .update(tallies)
    .set({ state: Uint8Array.of(2, 0) })
    .where(eq(tallies.assessment, key));

  // The segment of the first hundred batches goes well.
  await givenResponses(deps, assessment, mixedResponses(130));
  await deps.db.execute(sql`
    create function fault() returns trigger language plpgsql as $$
    begin
      if new.ordinal = 120 then raise exception 'a planted fault'; end if;
      return new;
    end $$`);
  await deps.db.execute(sql`create trigger fault before insert on results
    for each row execute function fault()`);
  const failed = await score(testDeps(database.db, { lanes: 1, batchSize: 1 }));
  expect(failed.run).toMatchObject({ status: "failed", counts: { scored: 119 } });
  const [stored] = await deps.db.select().from(tallies).where(eq(tallies.assessment, key));
  expect(stored?.state[0]).toBe(2);
  await deps.db.execute(sql`drop trigger fault on results`);
  await deps.db.update(results).set({ points: 8 }).where(eq(results.assessment, key));

  const whole = await score(deps);
  expect(whole.run).toMatchObject({ status: "succeeded", upto: 130, timings: { new: 130 } });
  expect((await read()).slice(0, 90)).toEqual(expected);
});

async function analysisOf(assessment: { readonly tenant: number; readonly id: string }) {
  const fresh = { ...deps, cache: testDeps(database.db).cache };
  const asked = { ...assessment, revision: null, strata: 5, where: null };
  return JSON.parse(must(await readItemAnalysis(fresh, asked)).json) as unknown;
}
