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
  /** Whether points are still to come; only of a form that people score. */
  readonly provisional?: readonly boolean[];
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
 * gives way, one that goes by later ones stays.
 */
export async function replaceResults(
  db: Db,
  key: AssessmentKey,
  revision: number,
  batch: ResultBatch & { readonly inputsVersion: number },
): Promise<void> {
  await db.execute(sql`${insertOf(key, revision, batch, batch.inputsVersion)}
    on conflict (assessment, revision, ordinal) do update
    set points = excluded.points, max_points = excluded.max_points, scales = excluded.scales,
        provisional = excluded.provisional, inputs_version = excluded.inputs_version
    where results.inputs_version < excluded.inputs_version`);
}

function insertOf(
  key: AssessmentKey,
  revision: number,
  batch: ResultBatch,
  inputsVersion: number,
): SQL {
  const { fromOrdinal, ordinals, provisional } = batch;
  const columns = [
    numbers("points", batch.points),
    ...(batch.maxPoints === null ? [] : [numbers("max_points", batch.maxPoints)]),
    ...batch.scales.map((list, index) => numbers(`scale_${index}`, list)),
    ...(ordinals === undefined ? [] : [numbers("own_ordinal", ordinals)]),
    ...(provisional === undefined ? [] : [truths("provisional", provisional)]),
  ];
  const names = [...columns.map(({ name }) => name), sql`i`];
  const scales = batch.scales.map((_, index) => sql.identifier(`scale_${index}`));

  return sql`
    insert into results
      (assessment, revision, ordinal, points, max_points, scales, provisional, inputs_version)
    select ${key}::int, ${revision}::int,
           ${ordinals === undefined ? sql`${fromOrdinal}::int + i::int - 1` : sql`own_ordinal::int`},
           points, ${batch.maxPoints === null ? sql`null` : sql`max_points`},
           ${scales.length === 0 ? sql`null` : sql`array[${commas(scales)}]`},
           ${provisional === undefined ? sql`false` : sql`provisional`}, ${inputsVersion}::int
    from unnest(${commas(columns.map(({ list }) => list))}) with ordinality as line(${commas(names)})`;
}

interface ListColumn {
  readonly name: SQLChunk;
  readonly list: SQL;
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
