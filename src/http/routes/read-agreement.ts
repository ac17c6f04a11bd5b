import { Hono } from "hono";

import { readAgreement } from "#usecase/read-agreement.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { assessmentId } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { AgreementView } from "../views/rating-view.ts";

const described = operation({
  id: "readAgreement",
  scope: "read",
  summary: "Read how the raters of double-rated items agree.",
  description:
    "Of each answer the first two raters, by their last ratings up to now: exact and adjacent agreement, kappa and quadratic kappa by criterion and of the points, and intraclass correlations of the points.",
  answers: { 200: { description: "Agreement by item.", content: json(AgreementView) } },
  problems: { 400: "A parameter is wrong.", 404: "No such assessment." },
});

/** GET /v1/assessments/{id}/ratings/agreement */
export const readAgreementRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id/ratings/agreement",
  described,
  path({ id: assessmentId }),
  query({}),
  async (c) => {
    const { id } = c.req.valid("param");
    const read = await readAgreement(c.env, { tenant: c.var.caller.tenant, id });
    return read.ok ? c.json(read.value) : problem(c, read.error);
  },
);
