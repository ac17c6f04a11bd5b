/**
 * Lists a tenant's assessments, page by page.
 *
 * @module
 */

import { NAME } from "#engine/definition/name-pattern.ts";
import { err, ok, type Result } from "#result";
import { listAssessments as pageOfAssessments } from "#store/assessments.ts";

import type { Deps } from "./deps.ts";
import type { CursorInvalid } from "./failures.ts";

export interface ListAssessmentsInput {
  readonly tenant: number;
  /** From the page before: its last id. null is the first page. */
  readonly cursor: string | null;
  readonly limit: number;
}

export interface AssessmentPage {
  readonly assessments: readonly AssessmentListed[];
  /** The cursor of the next page; null at the end. */
  readonly next: string | null;
}

export interface AssessmentListed {
  readonly id: string;
  readonly revision: number;
  readonly responses: number;
  readonly createdAt: string;
}

export async function listAssessments(
  deps: Pick<Deps, "db">,
  { tenant, cursor, limit }: ListAssessmentsInput,
): Promise<Result<AssessmentPage, CursorInvalid>> {
  if (cursor !== null && !NAME.test(cursor)) return err({ code: "cursor_invalid" });
  const asked = { after: cursor, limit: limit + 1 };
  const records = await pageOfAssessments(deps.db, tenant, asked);
  const page = records.slice(0, limit);
  return ok({
    assessments: page.map(({ id, newestRevision, responses, createdAt }) => ({
      id,
      revision: newestRevision,
      responses,
      createdAt,
    })),
    next: records.length > limit ? (page.at(-1)?.id ?? null) : null,
  });
}
