import { Hono } from "hono";

import { readCovariances } from "#usecase/read-covariances.ts";

import type { AppEnv } from "../app-env.ts";
import { cachedAnswer } from "../cached-answer.ts";
import { json, operation } from "../operation.ts";
import { assessmentId, revision, where } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { ReliabilityOfRunView } from "../views/reliability-view.ts";

const described = operation({
  id: "readReliability",
  scope: "read",
  summary: "Read what the covariances of items say of reliability, in the newest run.",
  description:
    "Alpha, standardised alpha, λ2, λ6 and split halves of the total and of each scale that is a sum; listwise, pairwise and with what is missing as zero. With `where`, of one group of responses. The first time it reads every response once; then it is cached, as `Cache-Status` says. Its `ETag` may be sent as `If-None-Match`.",
  answers: {
    200: { description: "Reliability by test.", content: json(ReliabilityOfRunView) },
    304: { description: "It is what `If-None-Match` names." },
  },
  problems: { 400: "A parameter is wrong.", 404: "No such assessment or revision, or not scored." },
});

/** GET /v1/assessments/{id}/items/reliability */
export const readReliabilityRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id/items/reliability",
  described,
  path({ id: assessmentId }),
  query({ revision, where }),
  async (c) => {
    const { id } = c.req.valid("param");
    const { revision: asked = null, where: group = null } = c.req.valid("query");

    const read = await readCovariances(c.env, {
      tenant: c.var.caller.tenant,
      id,
      revision: asked,
      where: group,
    });
    if (!read.ok) return problem(c, read.error);

    return cachedAnswer(c, read.value);
  },
);
