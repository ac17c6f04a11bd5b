/** Ratings that come in between runs, against scoring everything anew. */

import { expect, test } from "bun:test";

import { sql } from "drizzle-orm";

import type { AssessmentKey } from "#store/assessment-key.ts";
import { rowOf } from "#store/db.ts";
import { readLayout } from "#store/layouts.ts";
import { findRevision } from "#store/revisions.ts";
import { readTally } from "#store/tallies.ts";
import { defineAssessment } from "#usecase/define-assessment.ts";
import type { Deps, Limits } from "#usecase/deps.ts";
import { exportResults } from "#usecase/export-results.ts";
import { planOfRevision } from "#usecase/plan-of-revision.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";
import { scoreToWatermark, type Watermark } from "#usecase/score-to-watermark.ts";
import { StageClock } from "#usecase/stage-clock.ts";
import { submitRatings } from "#usecase/submit-ratings.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { seededRandom } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { storedTally } from "../support/stored-tally.ts";
import { testDeps } from "../support/test-deps.ts";

const levels = [0, 1, 2, 3].map((points) => ({ id: `l${points}`, points }));
const essay = {
  type: "rubric",
  criteria: [
    { id: "a", levels },
    { id: "b", levels },
  ],
  doubleRating: { third_if_apart: 1 },
};
/** Awkward weights: a bin holds many totals, so quantiles are asked of the stored results. */
const form = {
  items: [
    ...Array.from({ length: 12 }, (_, index) => ({
      id: `q${index}`,
      type: "single_choice",
      options: ["A", "B"],
      key: "A",
      weight: `${index + 2}/13`,
    })),
    { id: "one", ...essay },
    { id: "two", ...essay, weight: "1/7" },
  ],
  scales: [
    {
      id: "written",
      items: ["one", "two"],
      aggregate: "mean",
      missing: "mean_of_answered",
      minAnswered: 1,
    },
    { id: "choices", items: ["q0", "q1"], aggregate: "sum" },
  ],
  bands: [{ scale: "written", on: "points", cuts: [{ min: 2, label: "pass" }] }],
  gates: [{ id: "all", all: [{ scale: "total", on: "percent", min: 50 }] }],
  groupBy: [
    { attribute: "form", values: ["A", "B"] },
    { attribute: "room", values: ["1"] },
  ],
};

function responsesOf(count: number, random: (below: number) => number) {
  return Array.from({ length: count }, (_, index) => ({
    candidate: `c-${index}`,
    answers: {
      ...Object.fromEntries(form.items.slice(0, 12).map(({ id }) => [id, "AB"[random(2)]])),
      one: random(5) === 0 ? null : `essay ${index}`,
      ...(random(5) === 0 ? {} : { two: "the same for many" }),
    },
    ...(index % 7 === 0 ? {} : { attributes: { form: "ABC"[index % 3], room: index % 5 } }),
  }));
}

/** By up to three raters each, and some of them again. */
function ratingsOf(count: number, many: number, random: (below: number) => number) {
  return Array.from({ length: many }, () => ({
    candidate: `c-${random(count)}`,
    item: random(2) === 0 ? "one" : "two",
    rater: `r-${random(3)}`,
    levels: { a: `l${random(4)}`, b: `l${random(4)}` },
  }));
}

type Named = Awaited<ReturnType<typeof givenAssessment>>;

async function rate(deps: Deps, assessment: Named, ratings: readonly unknown[]) {
  const rows = async function* () {
    yield ratings.map((value, index) => ({ line: index + 1, value }));
  };
  return must(await submitRatings(deps, { ...assessment, rows: rows() }));
}

async function score(deps: Deps, assessment: Named, revision: number | null = null) {
  return must(await scoreAssessment(deps, { ...assessment, revision }));
}

async function resultsOf(deps: Deps, assessment: Named, revision: number) {
  const { pages } = must(await exportResults(deps, { ...assessment, revision }));
  const results = [];
  for await (const page of pages) results.push(...page.map((one) => ({ ...one, revision: 0 })));
  return results;
}

/** A revision that differs in its title alone is scored from the beginning. */
async function expectAsAnew(deps: Deps, assessment: Named, title: string) {
  await defineAssessment(deps, { ...assessment, definition: { ...form, title }, ifMatch: null });
  const anew = await score(deps, assessment);
  const grown = await score(deps, assessment, 1);
  expect(grown.summary).toEqual(anew.summary);
  expect(grown.run.digest).toBe(anew.run.digest);
  expect(grown.run.counts).toEqual(anew.run.counts);
  const results = await resultsOf(deps, assessment, 1);
  expect(results).toEqual(await resultsOf(deps, assessment, anew.run.revision));
  const [tally, talliedAnew] = [
    await storedTally(deps.db, assessment, 1),
    await storedTally(deps.db, assessment, anew.run.revision),
  ];
  expect(tally).toEqual(talliedAnew);
  return { grown, results };
}

const SHAPES: readonly Partial<Limits>[] = [{}, { batchSize: 37 }, { sequential: true }];

describeOnEachDatabase("ratings between runs", (database) => {
  test.each(SHAPES)(
    "give what scoring anew gives, with limits %p",
    async (limits) => {
      const deps = testDeps(database.db, limits);
      const random = seededRandom(7);
      const assessment = await givenAssessment(deps, form);
      await givenResponses(deps, assessment, responsesOf(300, random));
      const first = await score(deps, assessment);
      expect(first.run.counts.pending).toBeGreaterThan(200);

      for (let round = 0; round < 4; round++) {
        await rate(deps, assessment, ratingsOf(300, 250, random));
        if (round === 2) {
          const more = responsesOf(360, random).slice(300);
          await givenResponses(deps, assessment, more);
        }
        await score(deps, assessment, 1);
        const { grown, results } = await expectAsAnew(deps, assessment, `Round ${round}`);
        const waiting = results.filter(({ status }) => status === "provisional");
        expect(grown.run.counts.pending).toBe(waiting.length);
        expect(grown.summary).toMatchObject({ provisional: waiting.length });
        const final = results.filter(({ status }) => status === "final");
        const totals = final.map(({ points }) => points ?? Number.NaN).toSorted((a, b) => a - b);
        expect(totals.length).toBeGreaterThan(round === 3 ? 20 : 0);
        const at = (rank: number) => totals[rank] ?? Number.NaN;
        const middle = (totals.length - 1) / 2;
        const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
        expect(grown.summary?.median).toBeCloseTo(median, 9);
      }
    },
    60_000,
  );

  test("more ratings than a step, and all of them changed at once", async () => {
    const deps = testDeps(database.db);
    const random = seededRandom(11);
    const assessment = await givenAssessment(deps, form);
    await givenResponses(deps, assessment, responsesOf(900, random));
    await score(deps, assessment);
    await rate(deps, assessment, ratingsOf(900, 5_000, random));
    const many = await score(deps, assessment);
    expect(many.run.timings?.new).toBeGreaterThan(900);
    await rate(deps, assessment, ratingsOf(900, 5_000, random));
    await score(deps, assessment);
    await expectAsAnew(deps, assessment, "Again");
  }, 60_000);

  test("results that an interrupted run had rewritten are counted once", async () => {
    const deps = testDeps(database.db);
    const random = seededRandom(13);
    const assessment = await givenAssessment(deps, form);
    await givenResponses(deps, assessment, responsesOf(120, random));
    await rate(deps, assessment, ratingsOf(120, 200, random));
    await score(deps, assessment);
    const key = await keyOf(deps, assessment);
    const kept = await tallyOf(deps, key);
    await rate(deps, assessment, ratingsOf(120, 200, random));
    await score(deps, assessment);
    // As if the run had ended after it stored its results: the tally is the one before.
    await deps.db.execute(sql`
      update tallies set state = ${kept.state}::bytea, inputs_version = ${kept.version}::int
      where assessment = ${key}::int and revision = 1`);
    await expectAsAnew(deps, assessment, "Interrupted");
  }, 60_000);

  test("are taken in too where another run was first that goes by earlier ones", async () => {
    const deps = testDeps(database.db, { batchSize: 20, lanes: 1 });
    const random = seededRandom(19);
    const assessment = await givenAssessment(deps, form);
    await givenResponses(deps, assessment, responsesOf(120, random));
    await rate(deps, assessment, ratingsOf(120, 400, random));
    const given = await startOfRun(deps, assessment);
    let isOvertaken = false;
    const onProgress = async () => {
      if (isOvertaken) return;
      isOvertaken = true;
      await given({ upto: 20, ratings: 100, onProgress: async () => {} });
    };
    const scored = await given({ upto: 120, ratings: 400, onProgress });
    expect(scored).toMatchObject({ upto: 120, ratings: 400 });
    await expectAsAnew(deps, assessment, "Overtaken");
  }, 60_000);

  test("two who score at once come to the same", async () => {
    const random = seededRandom(17);
    const deps = testDeps(database.db);
    // Another process: it does not know that the first is at it.
    const other = testDeps(database.db);
    const assessment = await givenAssessment(deps, form);
    await givenResponses(deps, assessment, responsesOf(200, random));
    await score(deps, assessment);
    for (let round = 0; round < 3; round++) {
      await rate(deps, assessment, ratingsOf(200, 300, random));
      await Promise.all([score(deps, assessment, 1), score(other, assessment, 1)]);
    }
    await expectAsAnew(deps, assessment, "Both");
  }, 60_000);
});

interface Going extends Omit<Watermark, "layout" | "tally"> {
  readonly ratings: number;
}

/** What a run does, without the run. */
async function startOfRun(deps: Deps, { id }: Named) {
  const key = (await keyOf(deps, { tenant: 1, id })) as AssessmentKey;
  const [revision, layout] = [await findRevision(deps.db, key, 1), await readLayout(deps.db, key)];
  if (revision === null || layout === null) throw new RangeError("no form");
  const plan = planOfRevision(deps, key, revision, layout);
  const clock = new StageClock(() => 0);
  return async ({ ratings, ...to }: Going) => {
    const scoring = { key, revision: 1, plan, clock, ratings };
    const tally = await readTally(deps.db, key, 1);
    return must(await scoreToWatermark(deps, scoring, { layout, tally, ...to }));
  };
}

async function keyOf(deps: Deps, { id }: Named): Promise<number> {
  const row = await rowOf<{ key: number }>(
    deps.db,
    sql`select key from assessments where id = ${id}::text`,
  );
  return row?.key ?? 0;
}

async function tallyOf(deps: Deps, key: number) {
  const row = await rowOf<{ state: Uint8Array; version: number }>(
    deps.db,
    sql`select state, inputs_version as version from tallies
        where assessment = ${key}::int and revision = 1`,
  );
  if (row === null) throw new RangeError("no tally");
  return row;
}
