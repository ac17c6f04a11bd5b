/**
 * Hashes as entity tags.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { RequestInvalid } from "./failure.ts";

export function entityTag(hash: string): string {
  return `"${hash}"`;
}

/** The hash in an If-Match header, or null without one; what follows it in a tag, after a hyphen, is no part of it. */
export function entityTagIn(header: string | undefined): Result<string | null, RequestInvalid> {
  if (header === undefined) return ok(null);
  const hash = /^"([^"-]*)(?:-[^"]*)?"$/.exec(header.trim())?.[1];
  if (hash !== undefined) return ok(hash);
  const message = 'must be one strong entity tag, such as "3f0a…"';
  return err({ code: "request_invalid", in: "header", path: "If-Match", message });
}

/** Whether an If-None-Match header asks that there be nothing yet, which is all that a write can ask with it. */
export function asksForNone(header: string | undefined): Result<boolean, RequestInvalid> {
  if (header === undefined) return ok(false);
  if (header.trim() === "*") return ok(true);
  const message = "must be *";
  return err({ code: "request_invalid", in: "header", path: "If-None-Match", message });
}

/** Whether an If-None-Match header names a tag. Weak ones name it too (RFC 9110, 13.1.2). */
export function isAmongTags(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  return [...header.matchAll(/"[^"]*"/g)].some(([named]) => named === tag);
}
