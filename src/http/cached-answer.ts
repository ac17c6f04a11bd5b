/**
 * Answers from the cache: what they say of it, and what a caller has already.
 *
 * @module
 */

import type { Context } from "hono";

import type { CachedText } from "#usecase/cached-text.ts";

import { entityTag, isAmongTags } from "./entity-tag.ts";

/** 200 with the JSON, or 304 where the caller's `If-None-Match` names it. */
export function cachedAnswer(c: Context, { json, hash, from }: CachedText): Response {
  const tag = entityTag(hash);
  c.header("ETag", tag);
  c.header("Cache-Control", "private");
  c.header("Vary", "Authorization, Accept, Prefer");
  c.header("Cache-Status", cacheStatus(from));
  if (isAmongTags(c.req.header("if-none-match"), tag)) return c.body(null, 304);
  return c.body(json, 200, { "content-type": "application/json" });
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
