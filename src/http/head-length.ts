/**
 * Answers HEAD with the length that GET would have (RFC 9110, 9.3.2). The body
 * is dropped on the way out, and a server that sees none says that it is 0 long.
 *
 * @module
 */

import { createMiddleware } from "hono/factory";

import type { AppEnv } from "./app-env.ts";

export const headLength = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  if (c.req.method !== "HEAD" || c.res.body === null) return;
  const { byteLength } = await c.res.clone().arrayBuffer();
  c.header("Content-Length", String(byteLength));
});
