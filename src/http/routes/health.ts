import { Hono } from "hono";
import * as v from "valibot";

import { checkReadiness } from "#usecase/check-readiness.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { problem } from "../problem.ts";

const StatusView = v.object({ status: v.literal("ok") });

const alive = operation({
  id: "checkLife",
  scope: null,
  summary: "Whether the process answers.",
  answers: { 200: { description: "It does.", content: json(StatusView) } },
});

const ready = operation({
  id: "checkReadiness",
  scope: null,
  summary: "Whether the database answers, so that requests can be served.",
  answers: { 200: { description: "It does.", content: json(StatusView) } },
  problems: { 503: "It does not." },
});

/** GET /healthz, GET /readyz */
export const healthRoutes = new Hono<AppEnv>()
  .get("/healthz", alive, (c) => c.json({ status: "ok" }))
  .get("/readyz", ready, async (c) => {
    if (!(await checkReadiness(c.env))) return problem(c, { code: "not_ready" });

    return c.json({ status: "ok" });
  });
