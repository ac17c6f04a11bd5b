import { Hono } from "hono";
import { openAPIRouteHandler } from "hono-openapi";

import type { AppEnv } from "./app-env.ts";

/** GET /openapi.json: the contract, from the schemas that the routes use. */
export function openApiRoute(app: Hono<AppEnv>): Hono<AppEnv> {
  return new Hono<AppEnv>().get(
    "/openapi.json",
    openAPIRouteHandler(app, {
      documentation: {
        info: {
          title: "Assay",
          version: "1",
          description:
            "Scores assessments. Failures are application/problem+json (RFC 9457); points are numbers with at most six decimals.",
          license: { name: "MIT", identifier: "MIT" },
        },
        // Wherever the document was read.
        servers: [{ url: "/" }],
        security: [{ key: [] }],
        components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
      },
      // Every operation says itself what its 400 is.
      defaultValidationErrorResponse: false,
    }),
  );
}
