import { expect, setDefaultTimeout } from "bun:test";

import { sql } from "drizzle-orm";

import { compilePlan } from "#engine/scoring/compile-plan.ts";
import type { Plan } from "#engine/scoring/plan.ts";
import { findAssessment } from "#store/assessments.ts";
import { rowsOf } from "#store/db.ts";
import { readLayout } from "#store/layouts.ts";
import { findRevision } from "#store/revisions.ts";
import { CodeBookOfAssessment } from "#usecase/code-book.ts";
import type { Deps, Limits } from "#usecase/deps.ts";
import { planOfRevision } from "#usecase/plan-of-revision.ts";
import { type ScoredRun, scoreAssessment } from "#usecase/score-assessment.ts";

import { openOnPostgres, type TestDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { mixedForm, mixedResponses } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { createPostgresDatabase } from "../support/postgres.ts";
import { testDeps } from "../support/test-deps.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { afterAll, beforeAll, describe, test } = testsNeeding("PostgreSQL");

/** Work is counted here, never timed; a million rows take their time all the same. */
setDefaultTimeout(180_000);

/**
 * Statements of a run beside those of its batches: find what it begins with,
 * start it, save the tally, end the run, which owes an invalidation, and strike
 * that out. Each full hundred of batches saves once more.
 */
const CONSTANT = 5;

interface Assessment {
  readonly tenant: number;
  readonly id: string;
}

let statements: string[] = [];
let database: TestDatabase;

beforeAll(async () => {
  const logger = { logQuery: (text: string) => void statements.push(text) };
  database = await openOnPostgres(await createPostgresDatabase(), { logger });
});
afterAll(() => database.close());

describe("statements of a run", () => {
  const closedForm = {
    items: Array.from({ length: 10 }, (_, index) => ({
      id: `q${index}`,
      type: "single_choice",
      options: ["A", "B", "C", "D"],
      key: "B",
    })),
  };

  test.each([
    [1, 500],
    [5, 100],
    [20, 25],
    [100, 5],
  ])("are two a batch and a constant, of %i batches", async (batches, batchSize) => {
    const deps = depsAtOnce({ batchSize });
    const assessment = await givenAssessment(deps, closedForm);
    await givenResponses(deps, assessment, closedResponses(500));
    expect(await countStatements(deps, assessment)).toBe(2 * batches + CONSTANT);
    // Nothing new: nothing read or saved.
    expect(await countStatements(deps, assessment)).toBe(CONSTANT - 1);
  });

  test("are one more for each hundred batches, to save the tally", async () => {
    const deps = depsAtOnce({ batchSize: 2 });
    const assessment = await givenAssessment(deps, closedForm);
    await givenResponses(deps, assessment, closedResponses(500));
    expect(await countStatements(deps, assessment)).toBe(2 * 250 + CONSTANT + 2);
  });

  test("are one more for each batch that brings open answers not seen before", async () => {
    const deps = depsAtOnce({ batchSize: 20, lanes: 1 });
    const assessment = await givenAssessment(deps, openForm);
    // Twenty batches; three of them bring something new.
    const batchOf = (index: number) => Math.floor(index / 20);
    const newest = (batch: number) => [0, 0, 0, 3, 3, 3, 3, 7][batch] ?? 7;
    await givenResponses(
      deps,
      assessment,
      Array.from({ length: 400 }, (_, index) => ({
        candidate: `c-${index}`,
        answers: { open: `answer ${newest(batchOf(index))}` },
      })),
    );
    expect(await countStatements(deps, assessment)).toBe(2 * 20 + 3 + CONSTANT);
    expect(statements.filter((text) => text.includes("known.answer"))).toHaveLength(3);
  });

  function closedResponses(count: number): unknown[] {
    return Array.from({ length: count }, (_, index) => ({
      candidate: `c-${index}`,
      answers: Object.fromEntries(
        closedForm.items.map(({ id }, item) => [id, "ABCD"[(index * 7 + item) % 4]]),
      ),
    }));
  }
});

describe("rules", () => {
  test("meet each distinct answer once, however many lanes bring it", async () => {
    const deps = depsAtOnce({ batchSize: 25, lanes: 8 });
    const assessment = await givenAssessment(deps, mixedForm);
    await givenResponses(deps, assessment, mixedResponses(1_000));
    // Connections open on demand: without these the first lane would be far ahead of the others.
    await Promise.all(
      Array.from({ length: 8 }, () => database.db.execute(sql`select pg_sleep(0.05)`)),
    );
    await score(deps, assessment);

    const { plan, key } = await planOf(deps, assessment);
    // Options and ratings are evaluated as the plan is compiled, chosen or not.
    const narrow = plan.items.filter(({ width }) => width === 1);
    const options = narrow.reduce((sum, { units }) => sum + units.length - 8, 0);
    const open = plan.items.filter(({ width }) => width !== 1).map(({ item }) => item.id);
    const [row] = await rowsOf<{ found: number }>(
      database.db,
      sql`select count(*)::int as found from dictionary
          where assessment = ${key}::int and item in ${open}`,
    );
    const found = row?.found ?? 0;
    expect(found).toBeGreaterThan(20);
    expect(plan.evaluations).toBe(options + found);

    await givenResponses(deps, assessment, mixedResponses(1_500));
    await score(deps, assessment);
    expect(plan.evaluations).toBe(options + found);
  });
});

describe("a text item with 1,000,000 distinct answers", () => {
  const DISTINCT = 1_000_000;
  const REMEMBERED = 100_000;

  test("scores each once, and remembers no more of them than its limit", async () => {
    const deps = depsAtOnce({});
    const assessment = await givenAssessment(deps, openForm);
    const { key, revision, layout } = await partsOf(deps, assessment);
    const plan = must(compilePlan(revision.definition, layout, { rememberedCodes: REMEMBERED }));
    deps.lifetime.plans.set(`${key}/${revision.number}/${layout.version}`, plan);
    await fillDistinct(key, DISTINCT);

    statements = [];
    const { run, summary } = await score(deps, assessment);
    expect(run).toMatchObject({ status: "succeeded", counts: { scored: DISTINCT, failed: 0 } });
    // 2,500 responses a batch, and every batch brings answers not seen before.
    expect(run.timings?.batches).toBe(400);
    expect(statements).toHaveLength(3 * 400 + CONSTANT + 3);
    expect((await planOf(deps, assessment)).plan).toBe(plan);
    expect(plan.evaluations).toBe(DISTINCT);
    expect(plan.wide.memories.map(({ levels }) => levels.length)).toEqual([REMEMBERED]);
    // "answer 1", "answer 500000" and "answer 1000000" are right.
    expect(summary).toMatchObject({ responses: DISTINCT, mean: 3 / DISTINCT, max: 1, min: 0 });
  });

  test("leaves no more than two generations of 100,000 in the code book", () => {
    const book = new CodeBookOfAssessment();
    for (let index = 0; index < DISTINCT; index++) book.learn(0, `"answer ${index}"`, index + 8);
    const known = Array.from({ length: DISTINCT }, (_, index) => index).filter(
      (index) => book.codeOf(0, `"answer ${index}"`) === index + 8,
    );
    expect(known.length).toBeGreaterThanOrEqual(100_000);
    expect(known.length).toBeLessThanOrEqual(200_000);
    expect(known.at(-1)).toBe(DISTINCT - 1);
  });
});

const openForm = {
  items: [{ id: "open", type: "text", key: ["answer 1", "answer 500000", "answer 1000000"] }],
};

/** The clock stands still, so that no run gives signs of life: those depend on time. */
function depsAtOnce(limits: Partial<Limits>): Deps {
  return { ...testDeps(database.db, limits), now: () => 1_700_000_000_000 };
}

async function score(deps: Deps, assessment: Assessment): Promise<ScoredRun> {
  return must(await scoreAssessment(deps, { ...assessment, revision: null }));
}

async function countStatements(deps: Deps, assessment: Assessment): Promise<number> {
  statements = [];
  const { run } = await score(deps, assessment);
  expect(run).toMatchObject({ status: "succeeded", timings: { retries: 0, fallbacks: 0 } });
  return statements.length;
}

async function partsOf(deps: Deps, { tenant, id }: Assessment) {
  const record = await findAssessment(deps.db, tenant, id);
  if (record === null) throw new Error(`no assessment ${id}`);
  const revision = await findRevision(deps.db, record.key, record.newestRevision);
  const layout = await readLayout(deps.db, record.key);
  if (revision === null || layout === null) throw new Error(`${id} is not defined`);
  return { key: record.key, revision, layout };
}

/** The plan that runs of this process use. */
async function planOf(deps: Deps, assessment: Assessment): Promise<{ plan: Plan; key: number }> {
  const { key, revision, layout } = await partsOf(deps, assessment);
  return { plan: planOfRevision(deps, key, revision, layout), key };
}

/** As if as many had submitted, each another answer: sending them would take a minute. */
async function fillDistinct(key: number, count: number): Promise<void> {
  const { db } = database;
  const text = sql`'"answer ' || i || '"'`;
  const code = sql`int4send(i + 7)`;
  const byte = (place: number) => sql`substring(${code} from ${sql.raw(String(place))} for 1)`;
  // A million hashes are sorted sooner than each is put in its place.
  const [index] = await rowsOf<{ indexdef: string }>(
    db,
    sql`select indexdef from pg_indexes where indexname = 'dictionary_by_hash'`,
  );
  await db.execute(sql`drop index dictionary_by_hash`);
  await db.execute(sql`
    insert into dictionary (assessment, item, code, hash, answer)
    select ${key}::int, 'open', i + 7, sha256(convert_to(${text}, 'UTF8')), ${text}
    from generate_series(1, ${count}::int) i`);
  await db.execute(sql.raw(index?.indexdef ?? "no such index"));
  await db.execute(sql`
    insert into responses (assessment, ordinal, attempt, has_gaps, candidate, answers)
    select ${key}::int, i, 1, false, 'c-' || i, ${byte(4)} || ${byte(3)} || ${byte(2)} || ${byte(1)}
    from generate_series(1, ${count}::int) i`);
  await db.execute(sql`
    update assessment_counters set next_ordinal = ${count}::int + 1
    where assessment = ${key}::int`);
}
