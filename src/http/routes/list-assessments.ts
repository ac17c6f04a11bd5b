import { Hono } from "hono";

import { listAssessments } from "#usecase/list-assessments.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { cursor, limit } from "../parameters.ts";
import { problem } from "../problem.ts";
import { query } from "../validated.ts";
import { AssessmentListView } from "../views/assessment-view.ts";

const described = operation({
  id: "listAssessments",
  scope: "read",
  summary: "List the assessments, by id.",
  answers: { 200: { description: "A page of them.", content: json(AssessmentListView) } },
  problems: { 400: "A parameter is wrong." },
});

/** GET /v1/assessments */
export const listAssessmentsRoute = new Hono<AppEnv>().get(
  "/v1/assessments",
  described,
  query({ limit, cursor }),
  async (c) => {
    const page = c.req.valid("query");

    const listed = await listAssessments(c.env, {
      tenant: c.var.caller.tenant,
      cursor: page.cursor ?? null,
      limit: page.limit,
    });
    if (!listed.ok) return problem(c, listed.error);

    return c.json(listed.value);
  },
);
