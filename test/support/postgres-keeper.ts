/**
 * Runs a test's PostgreSQL or Redis and outlives the test just long enough to stop it:
 * its input ends when that process does, however it ends. (`bun test` runs no
 * exit handlers, and nobody can handle being killed.)
 *
 *     bun postgres-keeper.ts '{"scratch":"…","command":["postgres",…],"user":{…}}' <&pipe
 *
 * @module
 */

import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

export interface Kept {
  /** Removed once the server has stopped. */
  readonly scratch: string;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly user: { readonly uid?: number; readonly gid?: number };
  /** Beside this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

if (import.meta.main) {
  const { scratch, command, cwd, user, env } = JSON.parse(process.argv[2] ?? "") as Kept;
  const [binary = "", ...flags] = command;
  const server = spawn(binary, flags, {
    ...user,
    cwd,
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  server.on("exit", () => {
    rmSync(scratch, { recursive: true, force: true });
    process.exit(1);
  });
  // Ctrl-C reaches the whole group; the server must not end before its clients by itself.
  process.on("SIGINT", () => {});
  // SIGQUIT: without a checkpoint, for nothing of it is kept.
  process.stdin.on("end", () => server.kill("SIGQUIT")).resume();
}
