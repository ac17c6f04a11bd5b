import { Hono } from "hono";
import * as v from "valibot";

import { audit } from "#usecase/audit.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import type { AppEnv } from "../app-env.ts";
import { DEFINITION, RESPONSES } from "../examples.ts";
import { fieldsMessage } from "../fields-message.ts";
import { json, operation } from "../operation.ts";
import { problem } from "../problem.ts";
import { readJsonBody } from "../read-json-body.ts";
import { tellTimings } from "../server-timing.ts";
import { query } from "../validated.ts";
import { StatelessBody, StatelessView } from "../views/stateless-view.ts";

/** The parts alone: the use case names the faults inside them. */
const Parts = v.strictObject(
  {
    assessment: v.unknown(),
    responses: v.array(v.unknown(), "must be an array"),
    explain: v.optional(v.boolean("must be true or false"), false),
  },
  fieldsMessage("must be an object of assessment, responses and perhaps explain, and nothing else"),
);

const described = operation({
  id: "scoreStateless",
  scope: "score",
  summary: "Score responses against a definition; nothing is stored.",
  body: json(StatelessBody, { assessment: DEFINITION, responses: RESPONSES }),
  answers: {
    200: {
      description:
        "Results and summary. Of each candidate's attempt the first response that can be taken counts; the others are among the `errors`.",
      content: json(StatelessView),
    },
  },
  problems: {
    400: "The body is not JSON, or not of these parts.",
    413: "More than 16 MiB, or more answers than are scored at once: 10,000,000 with those of scales, where a scale or band set counts ten more; with `explain`, a hundred for each answer, and the length of the definition.",
    415: "Not application/json.",
    422: "The definition has faults.",
  },
});

/** POST /v1/score */
export const scoreStatelessRoute = new Hono<AppEnv>().post(
  "/v1/score",
  described,
  query({}),
  async (c) => {
    const body = await readJsonBody(c);
    if (!body.ok) return problem(c, body.error);
    const parts = v.safeParse(Parts, body.value);
    if (!parts.success) {
      const path = v.getDotPath(parts.issues[0])?.slice(0, 100) ?? "";
      const { message } = parts.issues[0];
      return problem(c, { code: "request_invalid", in: "body", path, message });
    }

    const from = performance.now();
    const scored = scoreStateless(parts.output);
    const ms = performance.now() - from;
    if (!scored.ok) return problem(c, scored.error);

    c.env.observe({ kind: "scored_stateless", responses: scored.value.results.length, ms });
    audit(c.env, c.var.caller, { what: "score", assessment: null, revision: null });
    tellTimings(c, { score: ms });
    return c.json(scored.value);
  },
);
