import { Hono } from "hono";

import { submitRating, submitRatings } from "#usecase/submit-ratings.ts";

import type { AppEnv } from "../app-env.ts";
import { RATINGS, RATINGS_NDJSON } from "../examples.ts";
import { json, operation } from "../operation.ts";
import { assessmentId } from "../parameters.ts";
import { problem } from "../problem.ts";
import { readRatings } from "../read-ratings.ts";
import { path, query } from "../validated.ts";
import { RatingsBody } from "../views/rating-view.ts";
import { SubmittedView } from "../views/submission-view.ts";
import { NdjsonView } from "../views/text-view.ts";

const described = operation({
  id: "submitRatings",
  scope: "score",
  summary: "Submit what people found in answers to rubrics: one rating, an array, or a stream.",
  description:
    "A rater's later rating of an answer takes the place of the earlier one; the same again is a duplicate. Ratings count from the next run on. Good rows are kept and bad ones reported. gzip by Content-Encoding.",
  body: {
    ...json(RatingsBody, RATINGS),
    "application/x-ndjson": { schema: NdjsonView, example: RATINGS_NDJSON },
  },
  answers: {
    200: {
      description: "At least one row was taken or is a duplicate.",
      content: json(SubmittedView),
    },
    201: { description: "The one rating was taken.", content: json(SubmittedView) },
  },
  problems: {
    400: "The body cannot be read.",
    404: "No such assessment.",
    413: "JSON of more than 16 MiB.",
    415: "A Content-Type or Content-Encoding that is not read here.",
    422: "No row was taken.",
  },
});

/** POST /v1/assessments/{id}/ratings */
export const submitRatingsRoute = new Hono<AppEnv>().post(
  "/v1/assessments/:id/ratings",
  described,
  path({ id: assessmentId }),
  query({}),
  async (c) => {
    const ratings = await readRatings(c);
    if (!ratings.ok) return problem(c, ratings.error);
    const asked = { tenant: c.var.caller.tenant, id: c.req.valid("param").id };

    if (ratings.value.kind === "one") {
      const one = await submitRating(c.env, { ...asked, rating: ratings.value.value });
      if (!one.ok) return problem(c, one.error);
      return c.json(one.value, one.value.outcome === "accepted" ? 201 : 200);
    }

    const many = await submitRatings(c.env, { ...asked, rows: ratings.value.rows });
    if (!many.ok) return problem(c, many.error);
    const { accepted, duplicates } = many.value;
    if (accepted + duplicates === 0) return problem(c, { code: "no_row_taken", ...many.value });
    return c.json(many.value);
  },
);
