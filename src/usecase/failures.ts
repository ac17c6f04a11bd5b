/**
 * Failures that several use cases share.
 *
 * @module
 */

export interface AssessmentNotFound {
  readonly code: "assessment_not_found";
  readonly id: string;
}

export interface RevisionNotFound {
  readonly code: "revision_not_found";
  readonly id: string;
  readonly revision: number;
}

/** No run has succeeded yet for the revision that was asked for. */
export interface NotScoredYet {
  readonly code: "not_scored_yet";
  readonly id: string;
  readonly revision: number | null;
}

export interface CursorInvalid {
  readonly code: "cursor_invalid";
}
