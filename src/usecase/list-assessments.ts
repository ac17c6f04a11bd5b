/**
 * Lists a tenant's assessments, page by page.
 *
 * @module
 */

import { ok, type Result } from "#result";
import { listAssessments as pageOfAssessments } from "#store/assessments.ts";

import type { Deps } from "./deps.ts";

export interface ListAssessmentsInput {
  readonly tenant: number;
  /** The last id of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

export interface AssessmentPage {
  readonly assessments: readonly AssessmentListed[];
  /** What to ask `after` for the next page; null at the end. */
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
  { tenant, after, limit }: ListAssessmentsInput,
): Promise<Result<AssessmentPage, never>> {
  const records = await pageOfAssessments(deps.db, tenant, { after, limit: limit + 1 });
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
