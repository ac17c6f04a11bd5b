import { Hono } from "hono";
import { accepts } from "hono/accepts";

import { readItemAnalysis } from "#usecase/read-item-analysis.ts";

import type { AppEnv } from "../app-env.ts";
import { cachedAnswer, cachedAnswerAs } from "../cached-answer.ts";
import { ITEMS_CSV } from "../items-csv.ts";
import { json, operation } from "../operation.ts";
import { assessmentId, revision, strata, where } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { ItemAnalysisOfRunView } from "../views/item-analysis-view.ts";
import { CsvView } from "../views/text-view.ts";

const described = operation({
  id: "readItemAnalysis",
  scope: "read",
  summary: "Read the item analysis of the newest run.",
  description:
    "As CSV by `Accept`: one row an item, without options. With `where`, of one group of responses: read off counts where the definition declares it by `groupBy`, and else by one pass over the responses. `Cache-Status` says whether the answer was cached (RFC 9211). Its `ETag` may be sent as `If-None-Match`.",
  answers: {
    200: {
      description: "The analysis.",
      content: { ...json(ItemAnalysisOfRunView), "text/csv": { schema: CsvView } },
    },
    304: { description: "The analysis is the one that `If-None-Match` names." },
  },
  problems: { 400: "A parameter is wrong.", 404: "No such assessment or revision, or not scored." },
});

/** GET /v1/assessments/{id}/items */
export const readItemAnalysisRoute = new Hono<AppEnv>().get(
  "/v1/assessments/:id/items",
  described,
  path({ id: assessmentId }),
  query({ revision, strata, where }),
  async (c) => {
    const supports = ["application/json", "text/csv"];
    const media = accepts(c, { header: "Accept", supports, default: "application/json" });
    const { id } = c.req.valid("param");
    const { revision: asked = null, strata: cutInto, where: group = null } = c.req.valid("query");

    const read = await readItemAnalysis(c.env, {
      tenant: c.var.caller.tenant,
      id,
      revision: asked,
      strata: cutInto,
      where: group,
    });
    if (!read.ok) return problem(c, read.error);

    return media === "text/csv"
      ? cachedAnswerAs(c, read.value, ITEMS_CSV)
      : cachedAnswer(c, read.value);
  },
);
