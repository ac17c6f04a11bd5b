/**
 * Assay as callers meet it: its own process, asked over HTTP.
 *
 * @module
 */

import { type AssayClient, assayAt } from "./assay-client.ts";
import { freePort } from "./scratch-postgres.ts";

const KEY = "bench-key-bench-key-bench-key-bench-key";
const ROOT = new URL("../../", import.meta.url).pathname;

export interface AssayServer extends AssayClient {
  readonly pid: number;
  stop(): Promise<void>;
}

/** @param place `DATABASE_URL` of a PostgreSQL, or `DATA_DIR` for the embedded database. */
export async function startAssay(place: Record<string, string>): Promise<AssayServer> {
  const port = await freePort();
  const child = Bun.spawn([process.execPath, "src/entry/bun.ts"], {
    cwd: ROOT,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOST: "127.0.0.1",
      PORT: String(port),
      BOOTSTRAP_KEY: KEY,
      LOG_LEVEL: "error",
      ...place,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const base = `http://127.0.0.1:${port}`;
  await whenReady(child, base);

  return {
    ...assayAt(base, KEY),
    pid: child.pid,
    async stop() {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
}

/** A server that lasts as long as the work with it. */
export async function withAssay<T>(
  place: Record<string, string>,
  work: (assay: AssayServer) => Promise<T>,
): Promise<T> {
  const assay = await startAssay(place);
  try {
    return await work(assay);
  } finally {
    await assay.stop();
  }
}

/** It says its address last, when its samples are loaded and scored and no longer weigh on it. */
async function whenReady(child: Bun.Subprocess<"ignore", "pipe">, base: string): Promise<void> {
  const reader = child.stdout.getReader();
  const decoder = new TextDecoder();
  let said = "";
  while (!said.includes(base)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`Assay did not start: ${said}`);
    said += decoder.decode(value, { stream: true });
  }
  // Whatever it still says is thrown away, so that it never waits for a reader.
  reader.releaseLock();
  void child.stdout.pipeTo(new WritableStream());
}
