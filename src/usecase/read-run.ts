/**
 * Reads one run.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { assessmentIdOf } from "#store/assessments.ts";
import { findRun } from "#store/runs.ts";

import type { Deps } from "./deps.ts";
import { type RunView, runView } from "./run-view.ts";

export interface ReadRunInput {
  readonly tenant: number;
  readonly id: string;
}

export interface RunNotFound {
  readonly code: "run_not_found";
  readonly id: string;
}

export async function readRun(
  deps: Pick<Deps, "db">,
  { tenant, id }: ReadRunInput,
): Promise<Result<RunView, RunNotFound>> {
  const run = await findRun(deps.db, tenant, id);
  if (run === null) return err({ code: "run_not_found", id });
  return ok(runView(await assessmentIdOf(deps.db, run.assessment), run));
}
