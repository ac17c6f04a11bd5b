/**
 * JSON bodies: said to be JSON, small enough, and read whole.
 *
 * @module
 */

import type { Context } from "hono";

import { err, type Result } from "#result";

import type { AppEnv } from "./app-env.ts";
import type { BodyFault } from "./body/body-fault.ts";
import { openBody } from "./body/open-body.ts";
import { readJson } from "./body/read-json.ts";
import type { Failure } from "./failure.ts";
import { mediaTypeAmong } from "./media-type.ts";

const LIMIT_BYTES = 16 * 1024 * 1024;

/** For a route that reads nothing but JSON. */
export async function readJsonBody(c: Context<AppEnv>): Promise<Result<unknown, Failure>> {
  const media = mediaTypeAmong(["application/json"], c.req.header("content-type"));
  return media.ok ? await readJsonOf(c) : media;
}

/** For a route that has looked at the type itself. */
export async function readJsonOf(c: Context<AppEnv>): Promise<Result<unknown, BodyFault>> {
  // Inflated bytes are counted too, but a sender that says it is too large is not read at all.
  if (Number(c.req.header("content-length") ?? 0) > LIMIT_BYTES) return err(TOO_LARGE);
  const body = openBody(c.req.raw.body, c.req.header("content-encoding") ?? null);
  return body.ok ? await readJson(body.value, LIMIT_BYTES) : body;
}

const TOO_LARGE: BodyFault = {
  code: "body_too_large",
  message: "JSON may have 16 MiB; send more as application/x-ndjson or text/csv.",
};
