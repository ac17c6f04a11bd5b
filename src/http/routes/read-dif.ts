import { Hono } from "hono";

import { readDif } from "#usecase/read-dif.ts";

import type { AppEnv } from "../app-env.ts";
import { cachedAnswer } from "../cached-answer.ts";
import { json, operation } from "../operation.ts";
import {
  assessmentId,
  focalGroup,
  groupAttribute,
  referenceGroup,
  revision,
} from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { DifView } from "../views/dif-view.ts";

const described = operation({
  id: "readDif",
  scope: "read",
  summary: "Read how differently items work for two groups of equal totals (DIF).",
  description:
    "Mantel-Haenszel, standardised difference and logistic regression, of items that earn all or nothing, over the results that the newest run counts. Computed by one pass over the responses, and cached like the summary.",
  answers: {
    200: { description: "The statistics by item.", content: json(DifView) },
    304: { description: "The statistics are those that `If-None-Match` names." },
  },
  problems: {
    400: "A parameter is wrong or missing, or both groups are the same.",
    404: "No such assessment or revision, or not scored.",
  },
});

/** GET /v1/assessments/{id}/dif */
export const readDifRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id/dif",
  described,
  path({ id: assessmentId }),
  query({ attribute: groupAttribute, reference: referenceGroup, focal: focalGroup, revision }),
  async (c) => {
    const { id } = c.req.valid("param");
    const { revision: asked = null, ...groups } = c.req.valid("query");

    const { tenant } = c.var.caller;
    const read = await readDif(c.env, { tenant, id, revision: asked, ...groups });
    if (!read.ok) return problem(c, read.error);

    return cachedAnswer(c, read.value);
  },
);
