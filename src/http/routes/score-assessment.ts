import { Hono } from "hono";

import { audit } from "#usecase/audit.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { assessmentId, revision } from "../parameters.ts";
import { problem } from "../problem.ts";
import { tellRunTimings } from "../server-timing.ts";
import { path, query } from "../validated.ts";
import { ScoredView } from "../views/run-view.ts";

const described = operation({
  id: "scoreAssessment",
  scope: "score",
  summary: "Score all responses under the newest revision, or the one that is asked for.",
  description:
    "Computes only what is new. A run that failed is also 200: `run.status` says so, and `POST /v1/runs/{id}/resume` goes on.",
  answers: { 200: { description: "The run and its summary.", content: json(ScoredView) } },
  problems: { 400: "A parameter is wrong.", 404: "No such assessment or revision." },
});

/** POST /v1/assessments/{id}/score */
export const scoreAssessmentRoute = new Hono<AppEnv>().post(
  "/v1/assessments/:id/score",
  described,
  path({ id: assessmentId }),
  query({ revision }),
  async (c) => {
    const { id } = c.req.valid("param");
    const asked = c.req.valid("query").revision ?? null;

    const scored = await scoreAssessment(c.env, {
      tenant: c.var.caller.tenant,
      id,
      revision: asked,
    });
    if (!scored.ok) return problem(c, scored.error);

    const { assessment, revision } = scored.value.run;
    audit(c.env, c.var.caller, { what: "score", assessment, revision });
    tellRunTimings(c, scored.value.run.timings);
    return c.json(scored.value);
  },
);
