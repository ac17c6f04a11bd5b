/**
 * Storing results: one a response, revision and state of the ratings.
 *
 * @module
 */

import { type SQL, type SQLChunk, sql } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import type { Db } from "./db.ts";
import { numberList, truthList } from "./number-list.ts";
import { isUniqueViolation } from "./passing-fault.ts";

/** Results as parallel arrays, in micropoints. */
export interface ResultBatch {
  /** The first of consecutive ones, unless `ordinals` names them. */
  readonly fromOrdinal: number;
  readonly ordinals?: readonly number[];
  /** null where the revision could not read an answer. */
  readonly points: readonly (number | null)[];
  /** null where it is the definition's, or for the whole batch. */
  readonly maxPoints: readonly (number | null)[] | null;
  /** One array a scale, in the definition's order. */
  readonly scales: readonly (readonly (number | null)[])[];
  /** One for each entry of the definition's `irt`; left out where it has none. */
  readonly thetas?: readonly ThetaColumns[];
  /** Whether points are still to come; only of a form that people score. */
  readonly provisional?: readonly boolean[];
}

/** Abilities and their standard errors, null where there is no finite one, and why. */
export interface ThetaColumns {
  readonly theta: readonly (number | null)[];
  readonly se: readonly (number | null)[];
  readonly reason: readonly number[];
}

/**
 * Stores a batch in one statement; a result that is there already stays.
 * Not inside a transaction: a statement may fail on the way. And not with
 * `synchronous_commit` off: the run counts a batch as soon as this returns, and
 * a server that crashed after it would lose rows that the counts cover.
 *
 * `on conflict` makes inserting a third to a half slower, and a batch is nearly
 * always new, so it is asked for only where the plain insert finds a result.
 */
export async function insertResults(
  db: Db,
  key: AssessmentKey,
  revision: number,
  batch: ResultBatch,
): Promise<void> {
  const insert = insertOf(key, revision, batch, 0);
  try {
    await db.execute(insert);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await db.execute(sql`${insert} on conflict do nothing`);
  }
}

/**
 * Stores a batch that depends on ratings: a result that goes by earlier ratings
 * gives way, one that goes by later ones stays. One by the same ratings stays
 * too, unless it is to be written anew.
 */
export async function replaceResults(
  db: Db,
  key: AssessmentKey,
  revision: number,
  batch: ResultBatch & { readonly inputsVersion: number; readonly rewrites: boolean },
): Promise<void> {
  const replaced = sql.join(
    thetaArrays(batch).map(({ name }) => sql`, ${name} = excluded.${name}`),
  );
  await db.execute(sql`${insertOf(key, revision, batch, batch.inputsVersion)}
    on conflict (assessment, revision, ordinal) do update
    set points = excluded.points, max_points = excluded.max_points, scales = excluded.scales,
        provisional = excluded.provisional, inputs_version = excluded.inputs_version${replaced}
    where results.inputs_version ${batch.rewrites ? sql`<=` : sql`<`} excluded.inputs_version`);
}

function insertOf(
  key: AssessmentKey,
  revision: number,
  batch: ResultBatch,
  inputsVersion: number,
): SQL {
  const { fromOrdinal, ordinals, provisional } = batch;
  const thetas = thetaArrays(batch);
  const columns = [
    numbers("points", batch.points),
    ...(batch.maxPoints === null ? [] : [numbers("max_points", batch.maxPoints)]),
    ...batch.scales.map((list, index) => numbers(`scale_${index}`, list)),
    ...thetas.flatMap(({ lists }) => lists),
    ...(ordinals === undefined ? [] : [numbers("own_ordinal", ordinals)]),
    ...(provisional === undefined ? [] : [truths("provisional", provisional)]),
  ];
  const names = [...columns.map(({ name }) => name), sql`i`];
  const scales = batch.scales.map((_, index) => sql.identifier(`scale_${index}`));

  return sql`
    insert into results
      (assessment, revision, ordinal, points, max_points, scales, provisional, inputs_version${sql.join(
        thetas.map(({ name }) => sql`, ${name}`),
      )})
    select ${key}::int, ${revision}::int,
           ${ordinals === undefined ? sql`${fromOrdinal}::int + i::int - 1` : sql`own_ordinal::int`},
           points, ${batch.maxPoints === null ? sql`null` : sql`max_points`},
           ${scales.length === 0 ? sql`null` : sql`array[${commas(scales)}]`},
           ${provisional === undefined ? sql`false` : sql`provisional`}, ${inputsVersion}::int${sql.join(
             thetas.map(({ lists }) => sql`, ${arrayOf(lists)}`),
           )}
    from unnest(${commas(columns.map(({ list }) => list))}) with ordinality as line(${commas(names)})`;
}

interface ListColumn {
  readonly name: SQLChunk;
  readonly list: SQL;
}

interface ArrayColumn {
  readonly name: SQL;
  readonly lists: readonly ListColumn[];
}

/** None for a form without abilities. The reasons are null where the whole batch has none. */
function thetaArrays({ thetas = [] }: ResultBatch): ArrayColumn[] {
  if (thetas.length === 0) return [];
  const hasReasons = thetas.some(({ reason }) => reason.some((code) => code !== 0));
  const listsOf = (of: keyof ThetaColumns, type: SQL) =>
    thetas.map((own, index) => ({
      name: sql.identifier(`${of}_${index}`),
      list: sql`${numberList(own[of])}::${type}[]`,
    }));
  return [
    { name: sql`thetas`, lists: listsOf("theta", sql`float8`) },
    { name: sql`theta_ses`, lists: listsOf("se", sql`float8`) },
    { name: sql`theta_reasons`, lists: hasReasons ? listsOf("reason", sql`smallint`) : [] },
  ];
}

function arrayOf(lists: readonly ListColumn[]): SQL {
  if (lists.length === 0) return sql`null`;
  return sql`array[${commas(lists.map(({ name }) => name))}]`;
}

function numbers(name: string, values: readonly (number | null)[]): ListColumn {
  return { name: sql.identifier(name), list: sql`${numberList(values)}::bigint[]` };
}

function truths(name: string, values: readonly boolean[]): ListColumn {
  return { name: sql.identifier(name), list: sql`${truthList(values)}::boolean[]` };
}

function commas(parts: readonly SQLChunk[]): SQL {
  return sql.join([...parts], sql`, `);
}
