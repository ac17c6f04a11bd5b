/**
 * The revision whose results a caller reads, made ready to read them.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import type { Layout } from "#engine/answers/layout.ts";
import type { Plan } from "#engine/scoring/plan.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { findAssessment } from "#store/assessments.ts";
import { readLayout } from "#store/layouts.ts";
import { findRevision, type Revision } from "#store/revisions.ts";
import { newestSucceededRun, type Run } from "#store/runs.ts";

import type { Deps } from "./deps.ts";
import type { AssessmentNotFound, NotScoredYet } from "./failures.ts";
import { planOfRevision } from "./plan-of-revision.ts";

export interface ScoredRevisionInput {
  readonly tenant: number;
  readonly id: string;
  /** null is that of the newest succeeded run. */
  readonly revision: number | null;
}

export interface ScoredRevision {
  readonly key: AssessmentKey;
  readonly run: Run;
  readonly revision: Revision;
  readonly layout: Layout;
  readonly plan: Plan;
}

export type ScoredRevisionFailure = AssessmentNotFound | NotScoredYet;

export async function scoredRevision(
  deps: Pick<Deps, "db" | "lifetime">,
  input: ScoredRevisionInput,
): Promise<Result<ScoredRevision, ScoredRevisionFailure>> {
  const run = await scoredRun(deps, input);
  if (!run.ok) return run;
  const { assessment: key, revision: number } = run.value;
  const [revision, layout] = await Promise.all([
    findRevision(deps.db, key, number),
    readLayout(deps.db, key),
  ]);
  if (revision === null || layout === null) throw new RangeError(`run of no revision ${number}`);
  const plan = planOfRevision(deps, key, revision, layout);
  return ok({ key, run: run.value, revision, layout, plan });
}

/** The newest succeeded run of a revision, or of any. */
export async function scoredRun(
  deps: Pick<Deps, "db">,
  { tenant, id, revision }: ScoredRevisionInput,
): Promise<Result<Run, ScoredRevisionFailure>> {
  const record = await findAssessment(deps.db, tenant, id);
  if (record === null) return err({ code: "assessment_not_found", id });
  const run = await newestSucceededRun(deps.db, record.key, revision);
  return run === null ? err({ code: "not_scored_yet", id, revision }) : ok(run);
}
