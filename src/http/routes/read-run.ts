import { Hono } from "hono";

import { readRun } from "#usecase/read-run.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { runId } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { RunView } from "../views/run-view.ts";

const described = operation({
  id: "readRun",
  scope: "read",
  summary: "Read a run: how far it is, or how it ended.",
  answers: { 200: { description: "The run.", content: json(RunView) } },
  problems: { 400: "The id is not a UUID.", 404: "No such run." },
});

/** GET /v1/runs/{id} */
export const readRunRoute = new Hono<AppEnv>().get(
  "/v1/runs/:id",
  described,
  path({ id: runId }),
  query({}),
  async (c) => {
    const { id } = c.req.valid("param");

    const run = await readRun(c.env, { tenant: c.var.caller.tenant, id });
    if (!run.ok) return problem(c, run.error);

    return c.json(run.value);
  },
);
