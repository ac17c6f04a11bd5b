/**
 * What submissions to an assessment are checked against and encoded by.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import type { Layout } from "#engine/answers/layout.ts";
import type { Definition, Item } from "#engine/definition/definition.ts";
import { type AssessmentRecord, findAssessment } from "#store/assessments.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { readLayout } from "#store/layouts.ts";
import { findRevision } from "#store/revisions.ts";

import { CodeBookOfAssessment } from "./code-book.ts";
import type { Deps } from "./deps.ts";
import type { AssessmentNotFound } from "./failures.ts";

export interface Target extends Form {
  readonly book: CodeBookOfAssessment;
}

export interface Form {
  readonly key: AssessmentKey;
  /** Its number. */
  readonly revision: number;
  readonly definition: Definition;
  readonly layout: Layout;
  /** Items of the newest definition, by index into the layout's columns. */
  readonly itemsByColumn: ReadonlyMap<number, Item>;
}

/** Finds the newest revision of an assessment; in memory unless a newer one was made since. */
export async function submissionTarget(
  deps: Pick<Deps, "db" | "lifetime">,
  assessment: { readonly tenant: number; readonly id: string },
): Promise<Result<Target, AssessmentNotFound>> {
  const record = await findAssessment(deps.db, assessment.tenant, assessment.id);
  if (record === null) return err({ code: "assessment_not_found", id: assessment.id });

  const form = await formOf(deps, record);
  if (form === null) return err({ code: "assessment_not_found", id: assessment.id });
  // Looked up each time: a form that is kept must not keep its book, which is far larger.
  return ok({ ...form, book: codeBookOf(deps, record.key) });
}

async function formOf(
  deps: Pick<Deps, "db" | "lifetime">,
  record: AssessmentRecord,
): Promise<Form | null> {
  const name = `${record.key}/${record.newestRevision}`;
  const known = deps.lifetime.targets.get(name);
  if (known !== undefined) return known;
  const form = await readForm(deps, record);
  if (form !== null) deps.lifetime.targets.set(name, form);
  return form;
}

async function readForm(
  deps: Pick<Deps, "db">,
  { key, newestRevision }: AssessmentRecord,
): Promise<Form | null> {
  const [revision, layout] = await Promise.all([
    findRevision(deps.db, key, newestRevision),
    readLayout(deps.db, key),
  ]);
  // Between an assessment's row and its first revision there is nothing to submit to.
  if (revision === null || layout === null) return null;
  const { definition } = revision;
  const items = new Map(definition.items.map((item) => [item.id, item]));
  const itemsByColumn = new Map<number, Item>();
  for (const [index, column] of layout.columns.entries()) {
    const item = items.get(column.item);
    if (item !== undefined) itemsByColumn.set(index, item);
  }
  return { key, revision: newestRevision, definition, layout, itemsByColumn };
}

function codeBookOf(deps: Pick<Deps, "lifetime">, key: AssessmentKey): CodeBookOfAssessment {
  const known = deps.lifetime.codeBooks.get(key);
  if (known !== undefined) return known;
  const book = new CodeBookOfAssessment();
  deps.lifetime.codeBooks.set(key, book);
  return book;
}
