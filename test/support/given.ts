/**
 * Assessments and responses that tests start from.
 *
 * @module
 */

import type { SubmissionReportView } from "#usecase/submission-report.ts";
import type { Deps } from "#usecase/deps.ts";
import { defineAssessment } from "#usecase/define-assessment.ts";
import { submitResponses } from "#usecase/submit-responses.ts";
import { ensureTenant } from "#store/tenants.ts";

import { must } from "./must.ts";

async function givenTenant(deps: Deps, name = "tests"): Promise<number> {
  return await ensureTenant(deps.db, name);
}

let made = 0;

/** An assessment of a name that no other test uses. */
export async function givenAssessment(
  deps: Deps,
  definition: unknown,
): Promise<{ readonly tenant: number; readonly id: string }> {
  const tenant = await givenTenant(deps);
  const id = `assessment-${++made}-${crypto.randomUUID().slice(0, 8)}`;
  must(await defineAssessment(deps, { tenant, id, definition, ifMatch: null }));
  return { tenant, id };
}

export async function givenResponses(
  deps: Deps,
  assessment: { readonly tenant: number; readonly id: string },
  responses: readonly unknown[],
): Promise<SubmissionReportView> {
  const rows = async function* () {
    for (let from = 0; from < responses.length; from += 1_000) {
      const page = responses.slice(from, from + 1_000);
      yield page.map((value, index) => ({ line: from + index + 1, value }));
    }
  };
  return must(await submitResponses(deps, { ...assessment, rows }));
}
