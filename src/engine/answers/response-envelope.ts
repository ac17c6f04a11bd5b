/**
 * What surrounds the answers of a submitted response: who, which attempt, when.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { attributesText } from "./attributes-text.ts";
import { ATTEMPT_INVALID, CANDIDATE_INVALID, isAttempt, isCandidate } from "./identity.ts";
import type { RowFault } from "./row-fault.ts";
import { utcTimestamp } from "./utc-timestamp.ts";

export interface Envelope {
  readonly candidate: string;
  readonly attempt: number;
  readonly submittedAt: string | null;
  readonly attributes: string | null;
  /** Still unchecked. */
  readonly answers: Members;
  /** Still unchecked. */
  readonly states: Members | null;
}

type Identity = Pick<Envelope, "candidate" | "attempt" | "submittedAt">;
type Contents = Pick<Envelope, "attributes" | "answers" | "states">;
type Members = Readonly<Record<string, unknown>>;
type Field = keyof Envelope;

const FIELDS: ReadonlySet<string> = new Set<Field>([
  "candidate",
  "attempt",
  "submittedAt",
  "answers",
  "states",
  "attributes",
]);

type Row = { readonly [field in Field]?: unknown };

/** Checks all of a row but its answers and states. Faults come in the order of the checks. */
export function readEnvelope(line: number, value: unknown): Result<Envelope, RowFault> {
  if (!isObject(value)) return fault(line, "row_not_an_object", "", "A response is an object.");
  for (const field in value) {
    if (!FIELDS.has(field)) return unknownField(line, field);
  }
  const identity = readIdentity(line, value);
  if (!identity.ok) return identity;
  const contents = readContents(line, value);
  if (!contents.ok) return contents;
  return ok({ ...identity.value, ...contents.value });
}

function readIdentity(line: number, row: Row): Result<Identity, RowFault> {
  const { candidate, attempt = 1 } = row;
  if (!isCandidate(candidate)) return err({ line, ...CANDIDATE_INVALID });
  if (!isAttempt(attempt)) return err({ line, ...ATTEMPT_INVALID });
  const submittedAt = timestampOf(row.submittedAt);
  if (submittedAt === undefined) return timestampFault(line);
  return ok({ candidate, attempt, submittedAt });
}

function readContents(line: number, row: Row): Result<Contents, RowFault> {
  const { answers, states } = row;
  if (!isObject(answers)) {
    return fault(line, "answers_invalid", "answers", "Answers are an object.");
  }
  if (states !== undefined && !isObject(states)) {
    return fault(line, "states_invalid", "states", "States are an object.");
  }
  const attributes = attributesText(row.attributes);
  if (!attributes.ok) return err({ line, code: "attributes_invalid", ...attributes.error });
  return ok({ answers, states: states ?? null, attributes: attributes.value });
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The normal form, null where there is no timestamp, undefined where the value is none. */
function timestampOf(value: unknown): string | null | undefined {
  if (value === undefined) return null;
  return typeof value === "string" ? (utcTimestamp(value) ?? undefined) : undefined;
}

function unknownField(line: number, field: string): Result<never, RowFault> {
  const known = [...FIELDS].join(", ");
  return fault(line, "unknown_field", field.slice(0, 64), `A response has only ${known}.`);
}

function timestampFault(line: number): Result<never, RowFault> {
  const message = "A timestamp is text as in RFC 3339, such as 2026-11-23T10:00:00Z.";
  return fault(line, "submitted_at_invalid", "submittedAt", message);
}

function fault(line: number, code: string, path: string, message: string): Result<never, RowFault> {
  return err({ line, code, path, message });
}
