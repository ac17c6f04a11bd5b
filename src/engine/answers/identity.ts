/**
 * Which response a row is about: the candidate and the attempt.
 *
 * @module
 */

import type { RowFault } from "./row-fault.ts";
import { isStorableText } from "./storable-text.ts";

const MAX_CANDIDATE_LENGTH = 256;
const MAX_ATTEMPT = 32_767;

export function isCandidate(value: unknown): value is string {
  return isStorableText(value, MAX_CANDIDATE_LENGTH);
}

export function isAttempt(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MAX_ATTEMPT;
}

type Words = Omit<RowFault, "line">;

export const CANDIDATE_INVALID: Words = {
  code: "candidate_invalid",
  path: "candidate",
  message: `A candidate is text of 1 to ${MAX_CANDIDATE_LENGTH} characters with no NUL and no lone surrogate.`,
};

export const ATTEMPT_INVALID: Words = {
  code: "attempt_invalid",
  path: "attempt",
  message: `An attempt is a whole number from 1 to ${MAX_ATTEMPT}.`,
};
