/**
 * An assessment on a PostgreSQL of its own, with a way to it that can be broken,
 * and what an undisturbed run makes of the same responses.
 *
 * @module
 */

import type postgres from "postgres";

import { exportResults } from "#usecase/export-results.ts";
import type { Deps, Limits } from "#usecase/deps.ts";
import { type ScoredRun, scoreAssessment } from "#usecase/score-assessment.ts";

import { openOnPostgres } from "./databases.ts";
import { type FaultyProxy, openFaultyProxy } from "./faulty-proxy.ts";
import { givenAssessment, givenResponses } from "./given.ts";
import { mixedForm, mixedResponses } from "./mixed-form.ts";
import { must } from "./must.ts";
import { type PostgresServer, postgresServer } from "./postgres.ts";
import { testDeps } from "./test-deps.ts";

export type TestDeps = ReturnType<typeof testDeps>;

export interface Assessment {
  readonly tenant: number;
  readonly id: string;
}

export interface Scene {
  readonly url: string;
  /** Straight to the database, for planting faults and for looking. */
  readonly sql: postgres.Sql;
  readonly calm: TestDeps;
  readonly proxy: FaultyProxy;
  /** Filled with `responses`, not scored. */
  readonly assessment: Assessment;
  readonly responses: readonly unknown[];
  /** Of an undisturbed run over the same responses. */
  readonly expected: Outcome;
  /** What another process would have: its own connections and memory, by way of the proxy. */
  readonly shaky: (limits?: Partial<Limits>) => Promise<TestDeps>;
  readonly close: () => Promise<void>;
}

/** Results, summary and digest, as bytes to compare. */
export interface Outcome {
  readonly digest: string | null;
  readonly summary: string;
  readonly results: string;
}

export interface SceneOptions {
  readonly responses?: number;
  /** Left out of what is stored; the test submits them itself. */
  readonly isEmpty?: boolean;
  readonly limits?: Partial<Limits>;
  /** The shared one, unless a test breaks its own. */
  readonly server?: PostgresServer;
}

/** Batches of 50 by four lanes: twenty batches, unless a test says otherwise. */
const LIMITS: Partial<Limits> = { batchSize: 50, lanes: 4 };

async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const { responses: count = 1_000, isEmpty = false } = options;
  const url = await (options.server ?? (await postgresServer())).createDatabase();
  const direct = await openOnPostgres(url);
  const calm = testDeps(direct.db, { ...LIMITS, ...options.limits });
  const responses = mixedResponses(count);
  const twin = await givenAssessment(calm, mixedForm);
  await givenResponses(calm, twin, responses);
  const undisturbed = await score(calm, twin);
  if (undisturbed.run.status !== "succeeded") throw new Error("the undisturbed run was disturbed");
  const expected = await outcomeOf(calm, twin, undisturbed);

  const assessment = await givenAssessment(calm, mixedForm);
  if (!isEmpty) await givenResponses(calm, assessment, responses);

  const proxy = await openFaultyProxy(url);
  const opened = [direct];
  const shaky = async (limits: Partial<Limits> = {}): Promise<TestDeps> => {
    const connected = await openOnPostgres(proxy.url);
    opened.push(connected);
    return testDeps(connected.db, { ...LIMITS, ...options.limits, ...limits });
  };
  const close = async (): Promise<void> => {
    for (const { sql } of opened) await sql.end({ timeout: 0 });
    await proxy.close();
  };
  return { url, sql: direct.sql, calm, proxy, assessment, responses, expected, shaky, close };
}

/** Opens a scene for the time of `play`. */
export async function withScene(
  options: SceneOptions,
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  const scene = await openScene(options);
  try {
    await play(scene);
  } finally {
    await scene.close();
  }
}

/** Under the newest revision, unless one is named. */
export async function score(
  deps: Deps,
  assessment: Assessment & { readonly revision?: number },
): Promise<ScoredRun> {
  return must(await scoreAssessment(deps, { revision: null, ...assessment }));
}

/** What a run gave back, and the results that readers see after it. */
export async function outcomeOf(
  deps: Deps,
  assessment: Assessment,
  { run, summary }: ScoredRun,
): Promise<Outcome> {
  const { pages } = must(await exportResults(deps, { ...assessment, revision: run.revision }));
  const results = (await Array.fromAsync(pages)).flat();
  return {
    digest: run.digest,
    summary: JSON.stringify(summary),
    results: JSON.stringify(results),
  };
}

/** Ordinals that have a result, of the newest assessment's first revision. */
export async function scoredOrdinals(sql: postgres.Sql, { id }: Assessment): Promise<number[]> {
  const rows = await sql`
    select ordinal from results join assessments on key = assessment
    where id = ${id} and revision = 1 order by ordinal`;
  return rows.map((row) => row["ordinal"] as number);
}

/** Whether whole batches are there and no part of one. */
export function areWholeBatches(ordinals: readonly number[], size: number, total: number): boolean {
  const counts = new Map<number, number>();
  for (const ordinal of ordinals) {
    const batch = Math.floor((ordinal - 1) / size);
    counts.set(batch, (counts.get(batch) ?? 0) + 1);
  }
  return [...counts].every(([batch, count]) => count === Math.min(size, total - batch * size));
}

/** How many responses are stored; throws unless they are numbered 1, 2, 3… as counted. */
export async function denseOrdinals(sql: postgres.Sql, id: string): Promise<number> {
  const [row] = await sql`
    select count(*)::int as n, count(distinct candidate)::int as candidates,
           coalesce(min(ordinal), 1) as first, coalesce(max(ordinal), 0) as last,
           (select next_ordinal - 1 from assessment_counters
            where assessment = (select key from assessments where id = ${id})) as counted
    from responses where assessment = (select key from assessments where id = ${id})`;
  const n = row?.["n"] as number;
  const isDense = row?.["first"] === 1 && row["last"] === n && row["counted"] === n;
  if (!isDense || row["candidates"] !== n) throw new Error(JSON.stringify(row));
  return n;
}

/** Looks again and again until it is so; fails after half a minute. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error("waited for half a minute in vain");
    await Bun.sleep(5);
  }
}
