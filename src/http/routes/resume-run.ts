import { Hono } from "hono";

import { audit } from "#usecase/audit.ts";
import { resumeRun } from "#usecase/resume-run.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { runId } from "../parameters.ts";
import { problem } from "../problem.ts";
import { tellRunTimings } from "../server-timing.ts";
import { path, query } from "../validated.ts";
import { ScoredView } from "../views/run-view.ts";

const described = operation({
  id: "resumeRun",
  scope: "score",
  summary:
    "Go on with a run that failed: a new run of the same revision, which keeps what is done.",
  answers: { 200: { description: "The new run and its summary.", content: json(ScoredView) } },
  problems: { 400: "The id is not a UUID.", 404: "No such run." },
});

/** POST /v1/runs/{id}/resume */
export const resumeRunRoute = new Hono<AppEnv>().post(
  "/v1/runs/:id/resume",
  described,
  path({ id: runId }),
  query({}),
  async (c) => {
    const { id } = c.req.valid("param");

    const resumed = await resumeRun(c.env, { tenant: c.var.caller.tenant, id });
    if (!resumed.ok) return problem(c, resumed.error);

    const { assessment, revision } = resumed.value.run;
    audit(c.env, c.var.caller, { what: "score", assessment, revision });
    tellRunTimings(c, resumed.value.run.timings);
    return c.json(resumed.value);
  },
);
