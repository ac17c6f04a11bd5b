/**
 * Counts requests by key, and tells of it in the fields of the IETF's draft
 * (draft-ietf-httpapi-ratelimit-headers-10): `q` requests every `w` seconds,
 * of which `r` remain for `t` seconds.
 *
 * @module
 */

import { createMiddleware } from "hono/factory";

import type { AppEnv } from "./app-env.ts";
import { problem } from "./problem.ts";

export const limitRate = createMiddleware<AppEnv>(async (c, next) => {
  const { rateLimit } = c.env;
  if (rateLimit === null) return next();

  const taken = await rateLimit.take(c.var.caller.key);
  c.header("RateLimit-Policy", `"key";q=${rateLimit.requests};w=${rateLimit.seconds}`);
  c.header("RateLimit", `"key";r=${taken.remaining};t=${taken.seconds}`);
  if (!taken.allowed) return problem(c, { code: "rate_limited", retryAfter: taken.seconds });
  return next();
});
