/**
 * The body of a submission of ratings, as one or as rows.
 *
 * @module
 */

import type { Context } from "hono";

import { ok, type Result } from "#result";
import type { SubmittedRow } from "#usecase/submitted-row.ts";

import type { AppEnv } from "./app-env.ts";
import { openBody } from "./body/open-body.ts";
import { readNdjson } from "./body/read-ndjson.ts";
import type { Failure } from "./failure.ts";
import { jsonRows } from "./json-rows.ts";
import { mediaTypeAmong } from "./media-type.ts";
import { readJsonOf } from "./read-json-body.ts";

export type SubmittedRatings =
  | { readonly kind: "one"; readonly value: unknown }
  | { readonly kind: "many"; readonly rows: AsyncIterable<readonly SubmittedRow[]> };

const MEDIA_TYPES = ["application/json", "application/x-ndjson"] as const;

/** JSON is read here; a stream is left to whoever asks for its rows. */
export async function readRatings(c: Context<AppEnv>): Promise<Result<SubmittedRatings, Failure>> {
  const media = mediaTypeAmong(MEDIA_TYPES, c.req.header("content-type"));
  if (!media.ok) return media;
  if (media.value === "application/x-ndjson") {
    const body = openBody(c.req.raw.body, c.req.header("content-encoding") ?? null);
    return body.ok ? ok({ kind: "many", rows: readNdjson(body.value) }) : body;
  }
  const json = await readJsonOf(c);
  if (!json.ok) return json;
  const { value } = json;
  return ok(
    Array.isArray(value) ? { kind: "many", rows: jsonRows(value) } : { kind: "one", value },
  );
}
