/**
 * The server: Bun's own, one for all requests.
 *
 * @module
 */

import type { Server } from "bun";

import { app } from "#http/app.ts";
import { err, ok, type Result } from "#result";
import type { Deps } from "#usecase/deps.ts";

import { docsRoutes } from "./docs-files.ts";
import type { Tracing } from "./open-tracing.ts";

/** Longest silence of a connection in seconds, the most that Bun takes. */
const IDLE_SECONDS = 255;

/** How long requests under way may take to end once the server stops. */
const GRACE_MS = 20_000;

export function serve(
  deps: Deps,
  { hostname, port, tracing }: { hostname: string; port: number; tracing: Tracing | null },
): Result<Server<undefined>, string> {
  try {
    const server = Bun.serve({
      hostname,
      port,
      // Its error pages would show code to callers.
      development: false,
      idleTimeout: IDLE_SECONDS,
      // Streams have no limit; routes that read a body whole have their own.
      maxRequestBodySize: Number.MAX_SAFE_INTEGER,
      routes: docsRoutes(),
      fetch(request, own) {
        // Scoring millions of responses is silent for minutes; only a stalled upload is cut.
        if (request.body === null) own.timeout(request, 0);
        if (tracing === null) return app.fetch(request, deps);
        return tracing.answer(request, () => app.fetch(request, deps));
      },
    });
    return ok(server);
  } catch (error) {
    return err(refusal(error, hostname, port));
  }
}

/** Lets requests under way end, but not for ever. */
export async function stopServing(server: Server<undefined>): Promise<void> {
  const cut = setTimeout(() => void server.stop(true), GRACE_MS);
  await server.stop();
  clearTimeout(cut);
}

function refusal(error: unknown, hostname: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "EADDRINUSE") return `Port ${port} of ${hostname} is in use. Set PORT to another.`;
  if (code === "EACCES") return `Port ${port} is not for everyone. Set PORT to another.`;
  return `Cannot listen on ${hostname}, port ${port}. Check HOST and PORT.`;
}
