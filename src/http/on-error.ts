/**
 * What was thrown instead of returned: a bug, or a database that is gone. The
 * caller learns only which request it was; the log learns the rest.
 *
 * @module
 */

import type { ErrorHandler } from "hono";
import { routePath } from "hono/route";

import type { AppEnv } from "./app-env.ts";
import { BodyError } from "./body/body-fault.ts";
import { errorFacts } from "#usecase/error-facts.ts";
import { problem } from "./problem.ts";

export const onError: ErrorHandler<AppEnv> = (error, c) => {
  if (error instanceof BodyError) return problem(c, error.fault);

  const requestId = c.get("requestId");
  const passing = c.env.isPassingFault(error);
  // The route, not the path: a path may name a candidate.
  const fields = { requestId, method: c.req.method, route: routePath(c), ...errorFacts(error) };
  c.env.log(passing ? "warn" : "error", "request failed", fields);
  return problem(c, { code: passing ? "unavailable" : "internal_error", requestId });
};
