import { Hono } from "hono";

import { submitResponse } from "#usecase/submit-response.ts";
import { submitResponses } from "#usecase/submit-responses.ts";

import type { AppEnv } from "../app-env.ts";
import { CSV, NDJSON, RESPONSES } from "../examples.ts";
import { json, operation } from "../operation.ts";
import { assessmentId } from "../parameters.ts";
import { problem } from "../problem.ts";
import { readSubmission } from "../read-submission.ts";
import { path, query } from "../validated.ts";
import { CsvView, NdjsonView } from "../views/text-view.ts";
import { ResponsesBody, SubmittedView } from "../views/submission-view.ts";

const described = operation({
  id: "submitResponses",
  scope: "submit",
  summary: "Submit responses: one, an array, or a stream of any length.",
  description:
    "Sending the same again is safe: by candidate and attempt, equal content is a duplicate and different content a conflict. Good rows are kept and bad ones reported; where a body breaks off, some of the rows before are kept: send it again. gzip by Content-Encoding.",
  body: {
    ...json(ResponsesBody, RESPONSES),
    "application/x-ndjson": { schema: NdjsonView, example: NDJSON },
    "text/csv": { schema: CsvView, example: CSV },
  },
  answers: {
    200: {
      description: "At least one row was taken or is a duplicate.",
      content: json(SubmittedView),
    },
    201: { description: "The one response was taken.", content: json(SubmittedView) },
  },
  problems: {
    400: "The body cannot be read.",
    404: "No such assessment.",
    409: "The one response is stored with different content.",
    413: "JSON of more than 16 MiB.",
    415: "A Content-Type or Content-Encoding that is not read here.",
    422: "No row was taken.",
  },
});

/** POST /v1/assessments/{id}/responses */
export const submitResponsesRoute = new Hono<AppEnv>().post(
  "/v1/assessments/:id/responses",
  described,
  path({ id: assessmentId }),
  query({}),
  async (c) => {
    const submission = await readSubmission(c);
    if (!submission.ok) return problem(c, submission.error);
    const asked = { tenant: c.var.caller.tenant, id: c.req.valid("param").id };

    if (submission.value.kind === "one") {
      const { response } = submission.value;
      const one = await submitResponse(c.env, { ...asked, response });
      if (!one.ok) return problem(c, one.error);
      return c.json(one.value, one.value.outcome === "accepted" ? 201 : 200);
    }

    const many = await submitResponses(c.env, { ...asked, rows: submission.value.rows });
    if (!many.ok) return problem(c, many.error);
    const { accepted, duplicates } = many.value;
    if (accepted + duplicates === 0) return problem(c, { code: "no_row_taken", ...many.value });
    return c.json(many.value);
  },
);
