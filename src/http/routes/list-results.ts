import { Hono } from "hono";
import { accepts } from "hono/accepts";

import { listResults } from "#usecase/list-results.ts";

import type { AppEnv } from "../app-env.ts";
import { EXPORTS, exportAnswer } from "../export-answer.ts";
import { json, operation } from "../operation.ts";
import { assessmentId, fit, limit, resultCursor, revision, sort } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { ResultListView } from "../views/result-view.ts";
import { CsvView, NdjsonView } from "../views/text-view.ts";

const described = operation({
  id: "listResults",
  scope: "read",
  summary: "Read results: a page of them, or all as CSV or NDJSON by `Accept`.",
  description:
    "An export has all results in order of arrival and takes no `limit`, `cursor` or `sort`. In CSV, a text that begins with = + - @ ' a tab or a line break gets a leading ', which keeps spreadsheets from running it; NDJSON is exact.",
  answers: {
    200: {
      description: "Results.",
      content: {
        ...json(ResultListView),
        "text/csv": { schema: CsvView },
        "application/x-ndjson": { schema: NdjsonView },
      },
    },
  },
  problems: { 400: "A parameter is wrong.", 404: "No such assessment or revision, or not scored." },
});

/** GET /v1/assessments/{id}/results */
export const listResultsRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id/results",
  described,
  path({ id: assessmentId }),
  query({ limit, cursor: resultCursor, sort, revision, fit }),
  async (c) => {
    const supports = ["application/json", ...EXPORTS];
    const media = accepts(c, { header: "Accept", supports, default: "application/json" });
    const { id } = c.req.valid("param");
    const page = c.req.valid("query");
    const asked = {
      tenant: c.var.caller.tenant,
      id,
      revision: page.revision ?? null,
      fit: page.fit === "true",
    };
    if (media !== "application/json") return exportAnswer(c, asked, media);

    const listed = await listResults(c.env, {
      ...asked,
      sort: page.sort,
      limit: page.limit,
      cursor: page.cursor ?? null,
    });
    if (!listed.ok) return problem(c, listed.error);

    c.header("Vary", "Accept", { append: true });
    return c.json(listed.value);
  },
);
