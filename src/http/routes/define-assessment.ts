import { Hono } from "hono";

import { audit } from "#usecase/audit.ts";
import { defineAssessment } from "#usecase/define-assessment.ts";

import type { AppEnv } from "../app-env.ts";
import { asksForNone, entityTag, entityTagIn } from "../entity-tag.ts";
import { DEFINITION } from "../examples.ts";
import { json, operation } from "../operation.ts";
import { assessmentId } from "../parameters.ts";
import { problem } from "../problem.ts";
import { readJsonBody } from "../read-json-body.ts";
import { path, query } from "../validated.ts";
import { DefinitionView } from "../views/definition-view.ts";
import { DefinedView } from "../views/assessment-view.ts";

const described = operation({
  id: "defineAssessment",
  scope: "define",
  summary: "Define an assessment, or give it a new revision.",
  description:
    "With `If-Match`, only if the newest revision has that entity tag; with `If-None-Match: *`, only if there is none yet. The same definition again changes nothing.",
  body: json(DefinitionView, DEFINITION),
  answers: {
    200: { description: "A new revision, or unchanged.", content: json(DefinedView) },
    201: { description: "Created.", content: json(DefinedView) },
  },
  problems: {
    400: "The body is not JSON, or a header is wrong.",
    409: "Stored answers do not fit a changed item.",
    412: "`If-Match` names another revision, or there is one in spite of `If-None-Match: *`.",
    413: "More than 16 MiB.",
    415: "Not application/json.",
    422: "The definition has faults: all of them, each with its path.",
  },
});

/** PUT /v1/assessments/{id} */
export const defineAssessmentRoute = new Hono<AppEnv>().put(
  "/v1/assessments/:id",
  described,
  path({ id: assessmentId }),
  query({}),
  async (c) => {
    const ifMatch = entityTagIn(c.req.header("if-match"));
    if (!ifMatch.ok) return problem(c, ifMatch.error);
    const onlyNew = asksForNone(c.req.header("if-none-match"));
    if (!onlyNew.ok) return problem(c, onlyNew.error);
    const body = await readJsonBody(c);
    if (!body.ok) return problem(c, body.error);

    const { tenant } = c.var.caller;
    const { id } = c.req.valid("param");
    const defined = await defineAssessment(c.env, {
      tenant,
      id,
      definition: body.value,
      ifMatch: ifMatch.value,
      onlyNew: onlyNew.value,
    });
    if (!defined.ok) return problem(c, defined.error);

    audit(c.env, c.var.caller, {
      what: "define",
      assessment: id,
      revision: defined.value.revision,
    });
    c.header("ETag", entityTag(defined.value.hash));
    return c.json(defined.value, defined.value.outcome === "created" ? 201 : 200);
  },
);
