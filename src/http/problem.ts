/**
 * The one place that knows which failure has which status.
 *
 * @module
 */

import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import type { Failure } from "./failure.ts";

/** Exhaustive: a failure without an entry does not compile. */
const PROBLEMS: Readonly<Record<Failure["code"], readonly [ContentfulStatusCode, string]>> = {
  request_invalid: [400, "The request is not valid."],
  cursor_invalid: [400, "The cursor is not one that this list gave out."],
  abilities_invalid: [400, "There would be no ability between from and to, or too many."],
  groups_not_distinct: [400, "The reference and the focal group are the same."],
  body_is_not_json: [400, "The body is not JSON."],
  body_is_not_utf8: [400, "The body is not UTF-8."],
  body_is_not_gzip: [400, "The body is not what its Content-Encoding says."],
  body_incomplete: [400, "The body ended early."],
  body_too_deep: [400, "The body is nested too deeply."],
  key_missing: [401, "A key is needed: Authorization: Bearer <key>."],
  key_not_valid: [401, "The key is not valid."],
  scope_missing: [403, "The key lacks a scope that this needs."],
  not_found: [404, "There is nothing here."],
  assessment_not_found: [404, "There is no such assessment."],
  revision_not_found: [404, "The assessment has no such revision."],
  response_not_found: [404, "The candidate has no such response."],
  run_not_found: [404, "There is no such run."],
  tenant_not_found: [404, "There is no such tenant."],
  key_not_found: [404, "There is no such key."],
  not_in_library: [404, "There is no such ready definition."],
  not_scored_yet: [404, "This has not been scored yet."],
  response_not_scored_yet: [404, "The response came after the newest run."],
  method_not_allowed: [405, "The method is not allowed here."],
  item_needs_new_id: [409, "Stored answers do not fit the changed item: give it a new id."],
  response_conflict: [409, "This attempt is stored with different content."],
  revision_moved: [412, "The newest revision is not the one that If-Match names."],
  assessment_exists: [412, "There is such an assessment, and If-None-Match asks for none."],
  body_too_large: [413, "The body is too large."],
  too_much_at_once: [413, "Too many answers to score at once: store the responses instead."],
  media_type_not_supported: [415, "The Content-Type is not one that is read here."],
  body_encoding_not_supported: [415, "The Content-Encoding is not one that is read here."],
  definition_invalid: [422, "The definition has faults."],
  rating_invalid: [422, "The rating has a fault."],
  response_invalid: [422, "The response has a fault."],
  csv_header_invalid: [422, "The header of the CSV has a fault."],
  no_row_taken: [422, "No row was taken."],
  key_expiry_passed: [422, "The key would have expired already."],
  rate_limited: [429, "Too many requests with this key."],
  internal_error: [500, "Something went wrong on our side."],
  unavailable: [503, "The database cannot be reached or is busy. Try again."],
  not_ready: [503, "Not ready to serve."],
};

/** Answers a request that failed, as application/problem+json (RFC 9457). */
export function problem(c: Context, failure: Failure): Response {
  const [status, title] = PROBLEMS[failure.code];
  const { code, ...detail } = failure;
  return c.json({ type: `/problems/${code}`, title, status, ...detail }, status, {
    "content-type": "application/problem+json",
    ...headersOf(failure),
  });
}

const HEADERS: Readonly<Partial<Record<Failure["code"], Record<string, string>>>> = {
  key_missing: { "www-authenticate": 'Bearer realm="assay"' },
  key_not_valid: { "www-authenticate": 'Bearer realm="assay", error="invalid_token"' },
  body_encoding_not_supported: { "accept-encoding": "gzip" },
  unavailable: { "retry-after": "1" },
  not_ready: { "retry-after": "1" },
};

function headersOf(failure: Failure): Record<string, string> {
  if (failure.code === "method_not_allowed") return { allow: failure.allowed.join(", ") };
  if (failure.code === "media_type_not_supported") return { accept: failure.supported.join(", ") };
  if (failure.code === "rate_limited") return { "retry-after": String(failure.retryAfter) };
  if (failure.code === "scope_missing")
    return { "www-authenticate": scopeChallenge(failure.scope) };
  return HEADERS[failure.code] ?? {};
}

/** RFC 6750, section 3.1. */
function scopeChallenge(scope: string): string {
  return `Bearer realm="assay", error="insufficient_scope", scope="${scope}"`;
}
