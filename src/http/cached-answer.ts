/**
 * Answers from the cache: what they say of it, and what a caller has already.
 *
 * @module
 */

import type { Context } from "hono";

import type { CachedText } from "#usecase/cached-text.ts";

import { entityTag, isAmongTags } from "./entity-tag.ts";

/** Another form of what is cached as JSON. */
export interface AnswerForm {
  /** Sets its entity tags apart. */
  readonly name: string;
  readonly contentType: string;
  readonly write: (json: string) => string;
}

/** 200 with the JSON, or 304 where the caller's `If-None-Match` names it. */
export function cachedAnswer(c: Context, text: CachedText): Response {
  return answer(c, text, {
    tag: text.hash,
    contentType: "application/json",
    write: (json) => json,
  });
}

/** The same in another form, made only where it is sent. */
export function cachedAnswerAs(c: Context, text: CachedText, form: AnswerForm): Response {
  return answer(c, text, { ...form, tag: `${text.hash}-${form.name}` });
}

function answer(
  c: Context,
  { json, from }: CachedText,
  { tag, contentType, write }: Omit<AnswerForm, "name"> & { readonly tag: string },
): Response {
  const named = entityTag(tag);
  c.header("ETag", named);
  c.header("Cache-Control", "private");
  c.header("Vary", "Authorization, Accept, Prefer");
  c.header("Cache-Status", cacheStatus(from));
  if (isAmongTags(c.req.header("if-none-match"), named)) return c.body(null, 304);
  return c.body(write(json), 200, { "content-type": contentType });
}

/** RFC 9211. */
function cacheStatus(from: CachedText["from"]): string {
  switch (from.kind) {
    case "hit":
      return `assay; hit; ttl=${from.ttlSeconds}`;
    case "miss":
      return "assay; fwd=miss";
    case "unavailable":
      return "assay; fwd=miss; detail=unavailable";
  }
}
