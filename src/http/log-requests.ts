import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";

import type { AppEnv } from "./app-env.ts";

/** One line a request, at level debug. Names the route, not the path: a path may name a candidate. */
export const logRequests = createMiddleware<AppEnv>(async (c, next) => {
  const from = c.env.now();
  await next();
  c.env.log("debug", "request", {
    requestId: c.get("requestId"),
    method: c.req.method,
    route: routePath(c, -1),
    status: c.res.status,
    ...cacheOf(c.res),
    ms: c.env.now() - from,
  });
});

/** `Cache-Status`, on answers that have one: the hit rate is read off it. */
function cacheOf(answer: Response): { readonly cache?: string } {
  const status = answer.headers.get("cache-status");
  return status === null ? {} : { cache: status };
}
