/**
 * Lets only holders of a key pass.
 *
 * @module
 */

import { createMiddleware } from "hono/factory";

import { authenticate } from "#usecase/authenticate.ts";

import type { AppEnv } from "./app-env.ts";
import { problem } from "./problem.ts";

export const bearerKey = createMiddleware<AppEnv>(async (c, next) => {
  const header = c.req.header("authorization");
  const key = /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1];
  if (key === undefined) return problem(c, { code: "key_missing" });

  const caller = await authenticate(c.env, key);
  if (caller === null) return problem(c, { code: "key_not_valid" });

  c.set("caller", caller);
  return next();
});
