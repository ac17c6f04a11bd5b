import { Hono } from "hono";

import { readResult } from "#usecase/read-result.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { assessmentId, attempt, candidate, explain, fit, revision } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { ResultView } from "../views/result-view.ts";

const described = operation({
  id: "readResult",
  scope: "read",
  summary: "Read one candidate's result.",
  description:
    "With `explain=true` it says how every number came about, with `fit=true` how well the response fits.",
  answers: { 200: { description: "The result.", content: json(ResultView) } },
  problems: { 400: "A parameter is wrong.", 404: "No such response, or not scored." },
});

/** GET /v1/assessments/{id}/results/{candidate} */
export const readResultRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id/results/:candidate",
  described,
  path({ id: assessmentId, candidate }),
  query({ attempt, explain, fit, revision }),
  async (c) => {
    const asked = c.req.valid("query");

    const read = await readResult(c.env, {
      tenant: c.var.caller.tenant,
      ...c.req.valid("param"),
      attempt: asked.attempt ?? null,
      revision: asked.revision ?? null,
      explain: asked.explain === "true",
      fit: asked.fit === "true",
    });
    if (!read.ok) return problem(c, read.error);

    return c.json(read.value);
  },
);
