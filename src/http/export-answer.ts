/**
 * All results of a revision as one stream, page by page as fast as the caller
 * reads.
 *
 * @module
 */

import type { Context } from "hono";

import { exportResults } from "#usecase/export-results.ts";
import type { ResultView } from "#usecase/result-view.ts";

import type { AppEnv } from "./app-env.ts";
import { errorFacts } from "#usecase/error-facts.ts";
import { problem } from "./problem.ts";
import { resultsCsv } from "./results-csv.ts";
import { streamPages } from "./stream-pages.ts";

export const EXPORTS: readonly string[] = ["text/csv", "application/x-ndjson"];

/** Parameters of a page that an export would silently ignore. */
const OF_A_PAGE = ["limit", "cursor", "sort"];

export async function exportAnswer(
  c: Context<AppEnv>,
  asked: Parameters<typeof exportResults>[1],
  media: string,
): Promise<Response> {
  const unused = OF_A_PAGE.find((name) => c.req.query(name) !== undefined);
  if (unused !== undefined) {
    const message = "does not apply to an export";
    return problem(c, { code: "request_invalid", in: "query", path: unused, message });
  }

  const exported = await exportResults(c.env, asked);
  if (!exported.ok) return problem(c, exported.error);

  const csv = media === "text/csv" ? resultsCsv(exported.value) : null;
  const sent = Promise.withResolvers<void>();
  const body = await streamPages(exported.value.pages, {
    head: csv?.header ?? "",
    encode: csv?.rows ?? ndjson,
    onError: (error) => {
      const fields = { requestId: c.var.requestId, ...errorFacts(error) };
      c.env.log("error", "export broke off", fields);
    },
    onEnd: sent.resolve,
  });
  const headers = {
    "content-type": csv === null ? media : "text/csv; charset=utf-8; header=present",
    vary: "Accept",
  };
  if (c.req.method === "HEAD") {
    await body.cancel();
    // As GET has it: of no known length.
    return c.body(null, 200, { ...headers, "transfer-encoding": "chunked" });
  }
  c.env.keepOpen(sent.promise);
  return c.body(body, 200, headers);
}

function ndjson(results: readonly ResultView[]): string {
  return results.map((result) => `${JSON.stringify(result)}\n`).join("");
}
