import { Hono } from "hono";

import type { AppEnv } from "../app-env.ts";
import { operation } from "../operation.ts";
import { problem } from "../problem.ts";
import { query } from "../validated.ts";
import { MetricsView } from "../views/text-view.ts";

const described = operation({
  id: "readMetrics",
  scope: "admin",
  summary: "Read the figures of this process, in the text format of Prometheus.",
  description: "They are of all tenants together, and name none.",
  answers: {
    200: { description: "The figures.", content: { "text/plain": { schema: MetricsView } } },
  },
  problems: { 400: "A parameter is wrong.", 404: "Figures are not kept where this runs." },
});

/** GET /metrics */
export const readMetricsRoute = new Hono<AppEnv>().get(
  "/metrics",
  described,
  query({}),
  async (c) => {
    const { metrics } = c.env;
    if (metrics === null) return problem(c, { code: "not_found" });

    return c.body(await metrics.text(), 200, { "content-type": metrics.contentType });
  },
);
