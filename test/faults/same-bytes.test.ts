import { expect, setDefaultTimeout } from "bun:test";

import fc from "fast-check";

import { scoreAssessment } from "#usecase/score-assessment.ts";

import { type DatabaseKind, openDatabase, type TestDatabase } from "../support/databases.ts";
import {
  type Assessment,
  type Outcome,
  outcomeOf,
  score,
  type TestDeps,
  withScene,
} from "../support/faulty-scene.ts";
import { plantFault, raise, strikesOf } from "../support/faulty-trigger.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { scaleForm, scaleResponses } from "../support/scale-form.ts";
import { storedTally } from "../support/stored-tally.ts";
import { testDeps } from "../support/test-deps.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { afterAll, beforeAll, describe, test } = testsNeeding("PostgreSQL");

/** Servers start and processes come and go, on a machine that may be busy. */
setDefaultTimeout(60_000);

/** Fails whatever writes results while another statement of a run is under way. */
const unlessAlone = {
  table: "results",
  when: `(select count(*) from pg_stat_activity where datname = current_database()
          and state = 'active' and query ~ 'insert into results|string_agg\\(answers') > 1`,
  act: raise("23514"),
} as const;

describe("scoring one batch at a time", () => {
  test("because it is so set gives the same bytes", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected }) => {
      const deps = await shaky({ sequential: true });
      await plantFault(sql, unlessAlone);
      const scored = await score(deps, assessment);
      expect(await strikesOf(sql, "results")).toBe(0);
      expect(scored.run.timings).toMatchObject({ batches: 20, retries: 0, fallbacks: 0 });
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("and in smaller ones because memory is short gives the same bytes", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected }) => {
      const deps = await shaky({ memoryLimitBytes: 10_000 });
      await plantFault(sql, unlessAlone);
      const scored = await score(deps, assessment);
      expect(await strikesOf(sql, "results")).toBe(0);
      expect(scored.run.timings).toMatchObject({ retries: 0, fallbacks: 0 });
      expect(scored.run.timings?.batches).toBeGreaterThan(30);
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });
});

describe("however a run is cut and wherever it runs", () => {
  const COUNT = 300;
  const groupBy = [
    { attribute: "form", values: ["A", "B"] },
    { attribute: "age", values: ["9", "10"] },
  ];
  const form = { ...scaleForm, groupBy };
  const responses = scaleResponses(COUNT);
  const databases = new Map<DatabaseKind, TestDatabase>();
  let expected: Outcome;
  let tally: Uint8Array;

  beforeAll(async () => {
    for (const kind of ["PGlite", "PostgreSQL"] as const) {
      databases.set(kind, await openDatabase(kind));
    }
    const deps = depsOn("PostgreSQL", { batch: 100, lanes: 1, sequential: true });
    const assessment = await givenAssessment(deps, form);
    await givenResponses(deps, assessment, responses);
    expected = await outcomeOf(deps, assessment, await score(deps, assessment));
    tally = await storedTally(deps.db, assessment, 1);
  });
  afterAll(async () => {
    for (const { close } of databases.values()) await close();
  });

  const kinds = fc.constantFrom<DatabaseKind>("PGlite", "PostgreSQL");
  const shapes = fc.record({
    batch: fc.integer({ min: 1, max: COUNT + 50 }),
    lanes: fc.integer({ min: 1, max: 6 }),
    sequential: fc.boolean(),
  });

  test("interrupted and resumed, part by part: results, summary, digest and counts, those of groups too, are the same bytes", async () => {
    const property = fc.asyncProperty(
      fc.record({
        kind: kinds,
        /** Responses that are there when it is scored first. */
        part: fc.integer({ min: 0, max: COUNT }),
        /** Responses scored when a run breaks off. */
        breaks: fc.array(fc.integer({ min: 1, max: COUNT }), { maxLength: 2 }),
        shapes: fc.array(shapes, { minLength: 4, maxLength: 4 }),
      }),
      async ({ kind, part, breaks, shapes: [first, ...later] }) => {
        const deps = depsOn(kind, first);
        const assessment = await givenAssessment(deps, form);
        await givenResponses(deps, assessment, responses.slice(0, part));
        await score(deps, assessment);
        await givenResponses(deps, assessment, responses);
        for (const [index, at] of breaks.entries()) {
          await breakOff(depsOn(kind, later[index]), assessment, at);
        }
        const last = depsOn(kind, later[2]);
        const scored = await score(last, assessment);
        expect(scored.run.status).toBe("succeeded");
        expect(await outcomeOf(last, assessment, scored)).toEqual(expected);
        expect(await storedTally(last.db, assessment, 1)).toEqual(tally);
      },
    );
    await fc.assert(property, { numRuns: 16, endOnFailure: true });
  });

  test("in another order of arrival: only ordinals and the digest change", async () => {
    const orders = fc.shuffledSubarray(responses, { minLength: COUNT, maxLength: COUNT });
    const property = fc.asyncProperty(kinds, shapes, orders, async (kind, shape, order) => {
      const deps = depsOn(kind, shape);
      const assessment = await givenAssessment(deps, form);
      await givenResponses(deps, assessment, order);
      const seen = await outcomeOf(deps, assessment, await score(deps, assessment));
      expect(seen.summary).toBe(expected.summary);
      expect(byCandidate(seen)).toEqual(byCandidate(expected));
      const isMoved = order.some((response, index) => response !== responses[index]);
      expect(seen.digest === expected.digest).toBe(!isMoved);
    });
    await fc.assert(property, { numRuns: 6, endOnFailure: true });
  });

  type Shape = { readonly batch: number; readonly lanes: number; readonly sequential: boolean };

  /** As of a process that has just started. */
  function depsOn(kind: DatabaseKind, shape: Shape | undefined): TestDeps {
    const database = databases.get(kind);
    if (database === undefined || shape === undefined) throw new Error("nothing to run on");
    const { batch: batchSize, lanes, sequential } = shape;
    return testDeps(database.db, { batchSize, lanes, sequential });
  }
});

/** Lanes that are under way when a run breaks off may still write when the next one has begun. */
async function breakOff(deps: TestDeps, assessment: Assessment, at: number): Promise<void> {
  await scoreAssessment(deps, {
    ...assessment,
    revision: null,
    onProgress: ({ scored }) => {
      if (scored >= at) throw new Error("whoever watched went away");
    },
  });
}

function byCandidate({ results }: Outcome): unknown {
  const all = JSON.parse(results) as { candidate: string }[];
  return all
    .map((result) => ({ ...result, ordinal: 0 }))
    .toSorted((a, b) => (a.candidate < b.candidate ? -1 : 1));
}
