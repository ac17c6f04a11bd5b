/**
 * Reads one revision of an assessment.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import type { Definition } from "#engine/definition/definition.ts";
import { findAssessment } from "#store/assessments.ts";
import { countResponses } from "#store/counters.ts";
import { findRevision } from "#store/revisions.ts";

import type { Deps } from "./deps.ts";
import type { AssessmentNotFound, RevisionNotFound } from "./failures.ts";

export interface ReadAssessmentInput {
  readonly tenant: number;
  readonly id: string;
  /** null is the newest. */
  readonly revision: number | null;
}

export interface AssessmentView {
  readonly id: string;
  readonly revision: number;
  readonly hash: string;
  readonly definition: Definition;
  readonly responses: number;
  readonly createdAt: string;
}

export async function readAssessment(
  deps: Pick<Deps, "db">,
  { tenant, id, revision }: ReadAssessmentInput,
): Promise<Result<AssessmentView, AssessmentNotFound | RevisionNotFound>> {
  const record = await findAssessment(deps.db, tenant, id);
  if (record === null || record.newestRevision === 0) {
    return err({ code: "assessment_not_found", id });
  }
  const number = revision ?? record.newestRevision;
  const found = await findRevision(deps.db, record.key, number);
  if (found === null) return err({ code: "revision_not_found", id, revision: number });
  const { hash, definition, createdAt } = found;
  const responses = await countResponses(deps.db, record.key);
  return ok({ id, revision: number, hash, definition, responses, createdAt });
}
