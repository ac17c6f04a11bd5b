/**
 * Defines an assessment, or gives it a new revision.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { extendLayout } from "#engine/answers/extend-layout.ts";
import type { Layout } from "#engine/answers/layout.ts";
import type { Definition } from "#engine/definition/definition.ts";
import type { Fault } from "#engine/definition/fault.ts";
import { toPoints } from "#engine/micropoints.ts";
import { type AssessmentRecord, createAssessment, findAssessment } from "#store/assessments.ts";
import { lockAssessment } from "#store/counters.ts";
import type { Db } from "#store/db.ts";
import { readLayout, saveLayout } from "#store/layouts.ts";
import { findNewestRevision, insertRevision, type Revision } from "#store/revisions.ts";
import { transaction } from "#store/transaction.ts";

import { definitionHash } from "./definition-hash.ts";
import type { Deps } from "./deps.ts";
import { checkOnLayout, type DefinitionInvalid, readDefinition } from "./read-definition.ts";
import { type ItemFault, removedAnswerFaults } from "./removed-answer-faults.ts";

export interface DefineAssessmentInput {
  readonly tenant: number;
  readonly id: string;
  readonly definition: unknown;
  /** The hash that the newest revision must have; null asks for none. */
  readonly ifMatch: string | null;
  /** Whether there must be no revision yet. */
  readonly onlyNew?: boolean;
}

export interface DefinedAssessment {
  readonly outcome: "created" | "revised" | "unchanged";
  readonly id: string;
  readonly revision: number;
  readonly hash: string;
  readonly items: number;
  readonly maxPoints: number;
  readonly warnings: readonly Fault[];
}

/** A change that would leave stored answers unreadable. */
export interface ItemNeedsNewId {
  readonly code: "item_needs_new_id";
  readonly faults: readonly ItemFault[];
}

/** Someone else defined a revision first. */
export interface RevisionMoved {
  readonly code: "revision_moved";
  /** The newest, 0 where there is none. */
  readonly revision: number;
  readonly hash: string | null;
}

/** There is a revision where there must be none. */
export interface AssessmentExists {
  readonly code: "assessment_exists";
  /** The newest. */
  readonly revision: number;
  readonly hash: string;
}

export type DefineAssessmentFailure =
  | DefinitionInvalid
  | ItemNeedsNewId
  | RevisionMoved
  | AssessmentExists;

/** The same definition again changes nothing. */
export async function defineAssessment(
  deps: Pick<Deps, "db">,
  input: DefineAssessmentInput,
): Promise<Result<DefinedAssessment, DefineAssessmentFailure>> {
  const read = readDefinition(input.definition);
  if (!read.ok) return read;
  const { definition, warnings, plan } = read.value;
  const candidate = { definition, hash: await definitionHash(definition) };
  const saved = await save(deps, input, candidate);
  if (!saved.ok) return saved;
  return ok({
    ...saved.value,
    id: input.id,
    hash: candidate.hash,
    items: definition.items.length,
    maxPoints: toPoints(plan.maxPoints),
    warnings,
  });
}

interface Candidate {
  readonly definition: Definition;
  readonly hash: string;
}

type Saved = Pick<DefinedAssessment, "outcome" | "revision">;

async function save(
  deps: Pick<Deps, "db">,
  input: DefineAssessmentInput,
  candidate: Candidate,
): Promise<Result<Saved, DefineAssessmentFailure>> {
  const { tenant, id } = input;
  const present = await findAssessment(deps.db, tenant, id);
  if (present === null && input.ifMatch !== null) {
    return err({ code: "revision_moved", revision: 0, hash: null });
  }
  const record =
    present ??
    (await createAssessment(deps.db, tenant, id)) ??
    (await findAssessment(deps.db, tenant, id));
  if (record === null) throw new RangeError(`assessment ${id} was neither made nor found`);
  return await transaction(deps.db, (tx) => saveRevision(tx, record, candidate, input));
}

/** Under the assessment's lock: revisions follow one another, and rows change width between two ordinals. */
async function saveRevision(
  tx: Db,
  { key }: AssessmentRecord,
  candidate: Candidate,
  { ifMatch, onlyNew }: Pick<DefineAssessmentInput, "ifMatch" | "onlyNew">,
): Promise<Result<Saved, DefineAssessmentFailure>> {
  const { nextOrdinal } = await lockAssessment(tx, key);
  const newest = await findNewestRevision(tx, key);
  if (ifMatch !== null && newest?.hash !== ifMatch) return err(revisionMoved(newest));
  if (onlyNew === true && newest !== null) {
    return err({ code: "assessment_exists", revision: newest.number, hash: newest.hash });
  }
  if (newest?.hash === candidate.hash) {
    return ok({ outcome: "unchanged", revision: newest.number });
  }
  const { definition } = candidate;
  const before = await readLayout(tx, key);
  const layout = await nextLayout(tx, key, { before, definition, nextOrdinal, newest });
  if (!layout.ok) return layout;
  if (layout.value !== before) await saveLayout(tx, key, layout.value);
  return ok(await appendRevision(tx, key, newest, candidate));
}

function revisionMoved(newest: Revision | null): RevisionMoved {
  const { number: revision, hash } = newest ?? { number: 0, hash: null };
  return { code: "revision_moved", revision, hash };
}

async function appendRevision(
  tx: Db,
  key: AssessmentRecord["key"],
  newest: Revision | null,
  candidate: Candidate,
): Promise<Saved> {
  const number = (newest?.number ?? 0) + 1;
  const inserted = await insertRevision(tx, key, { number, ...candidate });
  if (!inserted.ok) throw new RangeError(`revision ${number} was made in spite of the lock`);
  return { outcome: newest === null ? "created" : "revised", revision: number };
}

async function nextLayout(
  tx: Db,
  key: AssessmentRecord["key"],
  change: {
    readonly before: Layout | null;
    readonly definition: Definition;
    readonly nextOrdinal: number;
    readonly newest: { readonly definition: Definition } | null;
  },
): Promise<Result<Layout, ItemNeedsNewId | DefinitionInvalid>> {
  const { before, definition, nextOrdinal, newest } = change;
  const layout = extendLayout(before, definition, nextOrdinal);
  if (!layout.ok) return err({ code: "item_needs_new_id", faults: layout.error });
  if (before === null) return layout;
  const faults = await removedAnswerFaults(tx, key, before, {
    definition,
    previous: newest?.definition,
  });
  if (faults.length > 0) return err({ code: "item_needs_new_id", faults });
  return checkOnLayout(definition, layout.value);
}
