/** Which ratings the statistics of a run go by, whatever is stored beside it. */

import { expect, test } from "bun:test";

import { sql } from "drizzle-orm";

import { rowOf } from "#store/db.ts";
import type { Deps } from "#usecase/deps.ts";
import { listResults } from "#usecase/list-results.ts";
import { readCovariances } from "#usecase/read-covariances.ts";
import { readCuts } from "#usecase/read-cuts.ts";
import { readDif } from "#usecase/read-dif.ts";
import { readItemAnalysis } from "#usecase/read-item-analysis.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";
import { submitRatings } from "#usecase/submit-ratings.ts";

import { countWithoutRun } from "../support/count-without-run.ts";
import { describeOnEachDatabase, openDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { seededRandom } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { StatementRecorder } from "../support/query-plans.ts";
import { testCache } from "../support/test-cache.ts";
import { testDeps } from "../support/test-deps.ts";

interface Assessment {
  readonly tenant: number;
  readonly id: string;
}

const choices = Array.from({ length: 5 }, (_, index) => ({
  id: `q${index}`,
  type: "single_choice",
  options: ["A", "B"],
  key: "A",
}));
const levels = [0, 1, 2].map((points) => ({ id: `l${points}`, points }));
const form = {
  items: [...choices, { id: "essay", type: "rubric", criteria: [{ id: "c", levels }] }],
  bands: [{ scale: "total", cuts: [{ min: 3, label: "pass" }] }],
  groupBy: [{ attribute: "room", values: ["1", "2"] }],
};
const random = seededRandom(23);
const rows = Array.from({ length: 60 }, (_, index) => ({
  candidate: `c-${index}`,
  attributes: { room: 1 + (index % 2), seat: index % 3 },
  answers: {
    ...Object.fromEntries(choices.map(({ id }) => [id, "AB"[random(2)]])),
    essay: `Essay ${index}`,
  },
}));

/** All but the last ten wait for nobody then. */
async function rate(deps: Deps, assessment: Assessment, many: number, shift: number) {
  const pages = async function* () {
    yield Array.from({ length: many }, (_, index) => ({
      line: index + 1,
      value: {
        candidate: `c-${index % 50}`,
        item: "essay",
        rater: "r",
        levels: { c: `l${((index % 50) + Math.floor(index / 50) + shift) % 3}` },
      },
    }));
  };
  must(await submitRatings(deps, { ...assessment, rows: pages() }));
}

async function score(deps: Deps, assessment: Assessment) {
  return must(await scoreAssessment(deps, { ...assessment, revision: null }));
}

async function given(deps: Deps): Promise<Assessment> {
  const assessment = await givenAssessment(deps, form);
  await givenResponses(deps, assessment, rows);
  await rate(deps, assessment, 50, 0);
  await score(deps, assessment);
  return assessment;
}

/** As they are told, without a cache. */
async function statisticsOf(base: Deps, assessment: Assessment): Promise<string[]> {
  const deps = { ...base, cache: testCache() };
  const asked = { ...assessment, revision: null };
  const analyses = [null, { attribute: "room", value: "1" }, { attribute: "seat", value: "1" }].map(
    (where) => () => readItemAnalysis(deps, { ...asked, strata: 5, where }),
  );
  const cuts = { within: 1, reliability: null, rudner: false, thetas: [] };
  const rooms = { attribute: "room", reference: "1", focal: "2" };
  const reads = [
    ...analyses,
    () => readCovariances(deps, { ...asked, where: null }),
    () => readCuts(deps, { ...asked, ...cuts }),
    () => readDif(deps, { ...asked, ...rooms }),
  ];
  const texts: string[] = [];
  for (const read of reads) texts.push(must<{ readonly json: string }>(await read()).json);
  return texts;
}

async function fitOf(deps: Deps, assessment: Assessment) {
  const page = { revision: null, sort: "ordinal", limit: 1, cursor: null } as const;
  const { results } = must(await listResults(deps, { ...assessment, ...page, fit: true }));
  return results[0]?.fit;
}

const NOT_COUNTED = {
  guttmanErrors: null,
  guttmanNormed: null,
  reasons: { guttmanErrors: "not_counted", guttmanNormed: "not_counted" },
};

async function keyOf(deps: Deps, { id }: Assessment): Promise<number> {
  const find = sql`select key from assessments where id = ${id}::text`;
  return (await rowOf<{ key: number }>(deps.db, find))?.key ?? 0;
}

async function loseTallies(deps: Deps, assessment: Assessment) {
  const key = await keyOf(deps, assessment);
  await deps.db.execute(sql`delete from tallies where assessment = ${key}::int`);
}

describeOnEachDatabase("statistics of rated answers", (database) => {
  test("are the same when the counts are lost", async () => {
    const deps = testDeps(database.db);
    const assessment = await given(deps);
    const before = await statisticsOf(deps, assessment);
    const [whole, room] = before.map((text) => JSON.parse(text));
    expect([whole.test.n, room.test.n]).toEqual([50, 25]);
    const fit = await fitOf(deps, assessment);
    expect(fit?.guttmanErrors).toBeNumber();

    await loseTallies(deps, assessment);
    expect(await statisticsOf(deps, assessment)).toEqual(before);
    expect(await fitOf(deps, assessment)).toMatchObject(NOT_COUNTED);

    // The next run counts anew.
    await score(deps, assessment);
    expect(await fitOf(deps, assessment)).toEqual(fit);
  }, 60_000);

  test("are of a run that does not say its ratings: by those of its results", async () => {
    const deps = testDeps(database.db);
    const assessment = await given(deps);
    const before = await statisticsOf(deps, assessment);
    const key = await keyOf(deps, assessment);
    await deps.db.execute(sql`update runs set ratings = null where assessment = ${key}::int`);
    expect(await statisticsOf(deps, assessment)).toEqual(before);
    await loseTallies(deps, assessment);
    // Nobody has scored by these yet.
    await rate(deps, assessment, 50, 1);
    expect(await statisticsOf(deps, assessment)).toEqual(before);
  }, 60_000);

  test("are of the run that is named while a later one takes in ratings, step by step", async () => {
    const deps = testDeps(database.db);
    const assessment = await given(deps);
    const before = await statisticsOf(deps, assessment);
    await rate(deps, assessment, 2_200, 1);
    expect(await statisticsOf(deps, assessment)).toEqual(before);

    await countWithoutRun(deps, assessment, { ratings: 2_050 });
    expect(await statisticsOf(deps, assessment)).toEqual(before);
    expect(await fitOf(deps, assessment)).toMatchObject(NOT_COUNTED);

    await loseTallies(deps, assessment);
    expect(await statisticsOf(deps, assessment)).toEqual(before);

    await score(deps, assessment);
    const after = await statisticsOf(deps, assessment);
    const [mean, meanAfter] = [before, after].map(([text = ""]) => JSON.parse(text).test.mean);
    expect(meanAfter).toBeGreaterThan(mean);
    expect((await fitOf(deps, assessment))?.guttmanErrors).toBeNumber();
  }, 60_000);
});

test("a run over a form without rubrics goes by no rating, and a pass over it reads no counts", async () => {
  const recorder = new StatementRecorder();
  const database = await openDatabase("PGlite", { logger: recorder });
  const deps = testDeps(database.db);
  const passOver = async (items: readonly unknown[]) => {
    const assessment = await givenAssessment(deps, { items });
    const answers = { q0: "A", q1: "B" };
    await givenResponses(deps, assessment, [{ candidate: "c", answers }]);
    const { run } = await score(deps, assessment);
    const stored = sql`select ratings from runs where id = ${run.id}::uuid`;
    expect(await rowOf(deps.db, stored)).toEqual({ ratings: 0 });
    const read = () => readCovariances(deps, { ...assessment, revision: null, where: null });
    return await recorder.during(async () => void must(await read()));
  };
  const plain = await passOver(choices);
  const rated = await passOver(form.items);
  for (const { query } of [...plain, ...rated]) expect(query).not.toMatch(/tallies|max\(inputs/);
  expect(rated.length).toBe(plain.length + 1);
  await database.close();
}, 60_000);
