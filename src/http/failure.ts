/**
 * Everything that can go wrong in a way that a caller can act on.
 *
 * @module
 */

import type { createKey } from "#usecase/create-key.ts";
import type { defineAssessment } from "#usecase/define-assessment.ts";
import type { exportResults } from "#usecase/export-results.ts";
import type { listAssessments } from "#usecase/list-assessments.ts";
import type { listKeys } from "#usecase/list-keys.ts";
import type { listPendingRatings } from "#usecase/list-pending-ratings.ts";
import type { listResults } from "#usecase/list-results.ts";
import type { readAgreement } from "#usecase/read-agreement.ts";
import type { readAssessment } from "#usecase/read-assessment.ts";
import type { readCovariances } from "#usecase/read-covariances.ts";
import type { readCuts } from "#usecase/read-cuts.ts";
import type { readDif } from "#usecase/read-dif.ts";
import type { readIrtInformation } from "#usecase/read-irt-information.ts";
import type { readItemAnalysis } from "#usecase/read-item-analysis.ts";
import type { readLibrary } from "#usecase/read-library.ts";
import type { readResult } from "#usecase/read-result.ts";
import type { readRun } from "#usecase/read-run.ts";
import type { readSummary } from "#usecase/read-summary.ts";
import type { resumeRun } from "#usecase/resume-run.ts";
import type { revokeKey } from "#usecase/revoke-key.ts";
import type { Scope } from "#usecase/scopes.ts";
import type { scoreAssessment } from "#usecase/score-assessment.ts";
import type { scoreStateless } from "#usecase/score-stateless.ts";
import type { submitRating, submitRatings } from "#usecase/submit-ratings.ts";
import type { submitResponse } from "#usecase/submit-response.ts";
import type { submitResponses } from "#usecase/submit-responses.ts";
import type { SubmissionReportView } from "#usecase/submission-report.ts";

import type { BodyFault } from "./body/body-fault.ts";

export type Failure = UseCaseFailure | BodyFault | DoorFailure;

/** Read off the use cases, so that none can be forgotten. */
type UseCaseFailure = FailureOf<
  | typeof createKey
  | typeof defineAssessment
  | typeof exportResults
  | typeof listAssessments
  | typeof listKeys
  | typeof listPendingRatings
  | typeof listResults
  | typeof readAgreement
  | typeof readAssessment
  | typeof readCovariances
  | typeof readCuts
  | typeof readDif
  | typeof readIrtInformation
  | typeof readItemAnalysis
  | typeof readLibrary
  | typeof readResult
  | typeof readRun
  | typeof readSummary
  | typeof resumeRun
  | typeof revokeKey
  | typeof scoreAssessment
  | typeof scoreStateless
  | typeof submitRating
  | typeof submitRatings
  | typeof submitResponse
  | typeof submitResponses
>;

type FailureOf<UseCase extends (...args: never[]) => unknown> = ErrorOf<
  Awaited<ReturnType<UseCase>>
>;

type ErrorOf<Outcome> = Outcome extends { readonly ok: false; readonly error: infer E } ? E : never;

/** What the door itself refuses, before any use case is asked. */
type DoorFailure =
  | RequestInvalid
  | ({ readonly code: "no_row_taken" } & SubmissionReportView)
  | { readonly code: "key_missing" }
  | { readonly code: "key_not_valid" }
  | { readonly code: "scope_missing"; readonly scope: Scope }
  | { readonly code: "rate_limited"; readonly retryAfter: number }
  | { readonly code: "not_found" }
  | { readonly code: "method_not_allowed"; readonly allowed: readonly string[] }
  | { readonly code: "media_type_not_supported"; readonly supported: readonly string[] }
  | { readonly code: "not_ready" }
  | { readonly code: "unavailable"; readonly requestId: string }
  | { readonly code: "internal_error"; readonly requestId: string };

export interface RequestInvalid {
  readonly code: "request_invalid";
  readonly in: "path" | "query" | "header" | "body";
  /** Which parameter, header or field. */
  readonly path: string;
  readonly message: string;
}
