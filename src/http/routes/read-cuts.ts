import { Hono } from "hono";

import { readCuts } from "#usecase/read-cuts.ts";

import type { AppEnv } from "../app-env.ts";
import { cachedAnswer } from "../cached-answer.ts";
import { json, operation } from "../operation.ts";
import { assessmentId, reliability, revision, rudner, thetaCuts, within } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { CutsView } from "../views/cuts-view.ts";

const described = operation({
  id: "readCuts",
  scope: "read",
  summary:
    "Read how sure the cuts of the newest run are: who stands near them, and accuracy and consistency of the classes.",
  description:
    "Of every set of bands. Cuts on the total, and on scales that are sums, are read off counts. Prorated scores, largest, least and best members, values that a transform gives, abilities, Rudner's method, and what the counts do not say take a pass over the responses. Cached as the summary is.",
  answers: {
    200: { description: "The cuts.", content: json(CutsView) },
    304: { description: "They are those that `If-None-Match` names." },
  },
  problems: { 400: "A parameter is wrong.", 404: "No such assessment or revision, or not scored." },
});

/** GET /v1/assessments/{id}/cuts */
export const readCutsRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id/cuts",
  described,
  path({ id: assessmentId }),
  query({ revision, within, reliability, rudner, theta: thetaCuts }),
  async (c) => {
    const { id } = c.req.valid("param");
    const asked = c.req.valid("query");

    const read = await readCuts(c.env, {
      tenant: c.var.caller.tenant,
      id,
      revision: asked.revision ?? null,
      within: asked.within,
      reliability: asked.reliability ?? null,
      rudner: asked.rudner === "true",
      thetas: asked.theta ?? [],
    });
    if (!read.ok) return problem(c, read.error);

    return cachedAnswer(c, read.value);
  },
);
