/**
 * Tells of every request: one line of the log, and one observation. Both name
 * the route, not the path: a path may name a candidate.
 *
 * @module
 */

import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";

import type { AppEnv } from "./app-env.ts";
import { QUIET_ROUTES } from "./quiet-routes.ts";

export const watchRequests = createMiddleware<AppEnv>(async (c, next) => {
  const from = performance.now();
  await next();
  const answered = {
    method: methodOf(c.req.method),
    route: routeOf(c),
    status: c.res.status,
    // Until the headers: a streamed body is read after this.
    ms: Math.round((performance.now() - from) * 100) / 100,
  };
  c.env.observe({ kind: "request", ...answered });
  c.env.log(QUIET_ROUTES.has(answered.route) ? "debug" : "info", "request", {
    requestId: c.var.requestId,
    ...answered,
    ...cacheOf(c.res),
    ...sizeOf("bytesIn", c.req.header("content-length")),
    ...sizeOf("bytesOut", c.res.headers.get("content-length")),
  });
});

const METHODS: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
]);

/** A caller may make up methods; figures by method must stay few. */
function methodOf(method: string): string {
  return METHODS.has(method) ? method : "_OTHER";
}

/** Where no route matched, the last is a middleware's, which ends in `*`. */
function routeOf(c: Context): string {
  const route = routePath(c, -1);
  return route === "" || route.endsWith("*") ? "unmatched" : route;
}

/** `Cache-Status`, on answers that have one: the hit rate is read off it. */
function cacheOf(answer: Response): { readonly cache?: string } {
  const status = answer.headers.get("cache-status");
  return status === null ? {} : { cache: status };
}

/** Where it is known: a body that is sent in chunks does not say. */
function sizeOf(name: string, header: string | null | undefined): Readonly<Record<string, number>> {
  return /^\d{1,15}$/.test(header ?? "") ? { [name]: Number(header) } : {};
}
