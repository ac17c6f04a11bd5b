import { Hono } from "hono";

import { listPendingRatings } from "#usecase/list-pending-ratings.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { assessmentId, cursor, limit, rater, rubricItem } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { PendingPageView } from "../views/rating-view.ts";

const described = operation({
  id: "listPendingRatings",
  scope: "score",
  summary: "List the answers that wait for people to rate them: a work list.",
  description:
    "By the rubrics of the newest revision and all ratings up to now, in order of arrival, scored or not.",
  answers: { 200: { description: "A page of them.", content: json(PendingPageView) } },
  problems: { 400: "A parameter is wrong.", 404: "No such assessment." },
});

/** GET /v1/assessments/{id}/ratings/pending */
export const listPendingRatingsRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id/ratings/pending",
  described,
  path({ id: assessmentId }),
  query({ limit, cursor, item: rubricItem, rater }),
  async (c) => {
    const page = c.req.valid("query");

    const listed = await listPendingRatings(c.env, {
      tenant: c.var.caller.tenant,
      id: c.req.valid("param").id,
      item: page.item ?? null,
      rater: page.rater ?? null,
      limit: page.limit,
      cursor: page.cursor ?? null,
    });
    if (!listed.ok) return problem(c, listed.error);

    return c.json(listed.value);
  },
);
