import { Hono } from "hono";

import { readSummary } from "#usecase/read-summary.ts";

import type { AppEnv } from "../app-env.ts";
import { cachedAnswer } from "../cached-answer.ts";
import { json, operation } from "../operation.ts";
import { assessmentId, revision } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { SummaryOfRunView } from "../views/summary-view.ts";

const described = operation({
  id: "readSummary",
  scope: "read",
  summary: "Read the statistics of the newest run.",
  description:
    "`Cache-Status` says whether the answer was cached (RFC 9211). Its `ETag` may be sent as `If-None-Match`.",
  answers: {
    200: { description: "The statistics.", content: json(SummaryOfRunView) },
    304: { description: "The statistics are those that `If-None-Match` names." },
  },
  problems: { 400: "A parameter is wrong.", 404: "No such assessment or revision, or not scored." },
});

/** GET /v1/assessments/{id}/summary */
export const readSummaryRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id/summary",
  described,
  path({ id: assessmentId }),
  query({ revision }),
  async (c) => {
    const { id } = c.req.valid("param");
    const asked = c.req.valid("query").revision ?? null;

    const read = await readSummary(c.env, { tenant: c.var.caller.tenant, id, revision: asked });
    if (!read.ok) return problem(c, read.error);

    return cachedAnswer(c, read.value);
  },
);
