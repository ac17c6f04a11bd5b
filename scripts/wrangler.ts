/**
 * Runs wrangler, on a Node that it calls too old as well: only its launcher minds.
 *
 * @module
 */

const CLI = "node_modules/wrangler/wrangler-dist/cli.js";

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
}

/** @param show Whether a person follows what it says, and may be asked. */
export async function runWrangler(
  args: readonly string[],
  { show }: { readonly show: boolean },
): Promise<Ran> {
  const child = Bun.spawn(["node", "--no-warnings", CLI, ...args], {
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
    stdin: show ? "inherit" : "ignore",
    stdout: show ? "inherit" : "pipe",
    stderr: "inherit",
  });
  const stdout = child.stdout === undefined ? "" : await new Response(child.stdout).text();
  return { exitCode: await child.exited, stdout };
}
