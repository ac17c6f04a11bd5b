import { Hono } from "hono";

import { readAssessment } from "#usecase/read-assessment.ts";

import type { AppEnv } from "../app-env.ts";
import { entityTag, isAmongTags } from "../entity-tag.ts";
import { json, operation } from "../operation.ts";
import { assessmentId, revision } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { AssessmentView } from "../views/assessment-view.ts";

const described = operation({
  id: "readAssessment",
  scope: "read",
  summary: "Read an assessment: its newest revision, or the one that is asked for.",
  description:
    "The `ETag` changes with the revision and with the number of responses; as `If-Match` it stands for the definition alone.",
  answers: {
    200: { description: "The revision.", content: json(AssessmentView) },
    304: { description: "It is what `If-None-Match` names." },
  },
  problems: { 400: "A parameter is wrong.", 404: "No such assessment or revision." },
});

/** GET /v1/assessments/{id} */
export const readAssessmentRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id",
  described,
  path({ id: assessmentId }),
  query({ revision }),
  async (c) => {
    const { id } = c.req.valid("param");
    const asked = c.req.valid("query").revision ?? null;

    const read = await readAssessment(c.env, { tenant: c.var.caller.tenant, id, revision: asked });
    if (!read.ok) return problem(c, read.error);

    const { hash, revision: number, responses } = read.value;
    const tag = entityTag(`${hash}-${number}-${responses}`);
    c.header("ETag", tag);
    if (isAmongTags(c.req.header("if-none-match"), tag)) return c.body(null, 304);
    return c.json(read.value);
  },
);
