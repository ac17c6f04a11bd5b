import { Hono } from "hono";

import { readIrtInformation } from "#usecase/read-irt-information.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { assessmentId, fromTheta, revision, thetaStep, toTheta, trueScore } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { IrtInformationView } from "../views/irt-information-view.ts";

const described = operation({
  id: "readIrtInformation",
  scope: "read",
  summary: "Read what the items say at each ability: information, standard error, expected score.",
  description:
    "From the parameters of the definition alone, of the newest revision unless told; no response is read. Without parameters, `scales` is empty.",
  answers: { 200: { description: "The curves.", content: json(IrtInformationView) } },
  problems: {
    400: "A parameter is wrong, or there would be no ability or too many.",
    404: "No such assessment or revision.",
  },
});

/** GET /v1/assessments/{id}/irt/information */
export const readIrtInformationRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id/irt/information",
  described,
  path({ id: assessmentId }),
  query({ revision, from: fromTheta, to: toTheta, step: thetaStep, score: trueScore }),
  async (c) => {
    const { id } = c.req.valid("param");
    const { revision: asked = null, from, to, step, score = null } = c.req.valid("query");

    const read = await readIrtInformation(c.env, {
      tenant: c.var.caller.tenant,
      id,
      revision: asked,
      from,
      to,
      step,
      score,
    });
    if (!read.ok) return problem(c, read.error);

    return c.json(read.value);
  },
);
