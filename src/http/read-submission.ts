/**
 * The body of a submission, as one response or as rows.
 *
 * @module
 */

import type { Context } from "hono";

import type { AnswerForm } from "#engine/definition/answer-form.ts";
import { ok, type Result } from "#result";
import type { SubmittedRow } from "#usecase/submitted-row.ts";

import type { AppEnv } from "./app-env.ts";
import { openBody } from "./body/open-body.ts";
import { readCsv } from "./body/read-csv.ts";
import { readNdjson } from "./body/read-ndjson.ts";
import type { Failure } from "./failure.ts";
import { jsonRows } from "./json-rows.ts";
import { mediaTypeAmong } from "./media-type.ts";
import { readJsonOf } from "./read-json-body.ts";

export type Submission =
  | { readonly kind: "one"; readonly response: unknown }
  | { readonly kind: "many"; readonly rows: Rows };

type Rows = (items: ReadonlyMap<string, AnswerForm>) => AsyncIterable<readonly SubmittedRow[]>;

const MEDIA_TYPES = ["application/json", "application/x-ndjson", "text/csv"] as const;

/** JSON is read here; a stream is left to whoever asks for its rows. */
export async function readSubmission(c: Context<AppEnv>): Promise<Result<Submission, Failure>> {
  const media = mediaTypeAmong(MEDIA_TYPES, c.req.header("content-type"));
  if (!media.ok) return media;
  if (media.value === "application/json") return await readJsonSubmission(c);

  const body = openBody(c.req.raw.body, c.req.header("content-encoding") ?? null);
  if (!body.ok) return body;
  const stream = body.value;
  const rows: Rows =
    media.value === "text/csv" ? (items) => readCsv(stream, items) : () => readNdjson(stream);
  return ok({ kind: "many", rows });
}

async function readJsonSubmission(c: Context<AppEnv>): Promise<Result<Submission, Failure>> {
  const json = await readJsonOf(c);
  if (!json.ok) return json;
  const { value } = json;
  if (!Array.isArray(value)) return ok({ kind: "one", response: value });
  return ok({ kind: "many", rows: () => jsonRows(value) });
}
