/**
 * What tests of the store start from.
 *
 * @module
 */

import type { Layout } from "#engine/answers/layout.ts";
import { ensureTenant } from "#store/tenants.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { createAssessment } from "#store/assessments.ts";
import type { Db } from "#store/db.ts";
import { saveLayout } from "#store/layouts.ts";
import type { ResponseChunk } from "#store/response-chunk.ts";

let made = 0;

/** A new assessment of two one-byte items. */
export async function givenAssessment(db: Db, layout: Layout = twoColumns): Promise<AssessmentKey> {
  const tenant = await ensureTenant(db, "school");
  const assessment = await createAssessment(db, tenant, `assessment-${++made}`);
  if (assessment === null) throw new Error("the id is taken");
  await db.transaction((tx) => saveLayout(tx, assessment.key, layout));
  return assessment.key;
}

export const twoColumns: Layout = {
  version: 1,
  columns: [
    { item: "q1", type: "single_choice", width: 1, offset: 0, answers: ['"A"', '"B"'] },
    { item: "q2", type: "single_choice", width: 1, offset: 1, answers: ['"A"', '"B"'] },
  ],
  rowLength: 2,
  steps: [{ fromOrdinal: 1, rowLength: 2 }],
};

/** The layout after an open item was added, for rows from an ordinal on. */
export function threeColumns(fromOrdinal: number): Layout {
  return {
    version: 2,
    columns: [
      ...twoColumns.columns,
      { item: "q3", type: "text", width: 4, offset: 2, answers: [] },
    ],
    rowLength: 6,
    steps: [...twoColumns.steps, { fromOrdinal, rowLength: 6 }],
  };
}

export interface Row {
  readonly candidate: string;
  readonly attempt?: number;
  readonly submittedAt?: string;
  readonly attributes?: string;
  readonly answers: readonly number[];
}

export function chunkOf(rows: readonly Row[], layout: Layout = twoColumns): ResponseChunk {
  return {
    count: rows.length,
    candidates: rows.map((row) => row.candidate),
    attempts: rows.map((row) => row.attempt ?? 1),
    submittedAt: rows.map((row) => row.submittedAt ?? null),
    attributes: rows.map((row) => row.attributes ?? null),
    rows: Uint8Array.from(rows.flatMap((row) => row.answers)),
    rowLength: layout.rowLength,
    hasGaps: rows.map((row) => row.answers.includes(2)),
    layoutVersion: layout.version,
  };
}

/** Responses of candidates prefix-1, prefix-2, …, all with the same answers. */
export function manyRows(prefix: string, count: number): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    candidate: `${prefix}-${i + 1}`,
    answers: [8 + (i % 2), 8],
  }));
}
