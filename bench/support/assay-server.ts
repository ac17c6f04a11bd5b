/**
 * Assay as callers meet it: its own process, asked over HTTP.
 *
 * @module
 */

import { freePort } from "./scratch-postgres.ts";

const KEY = "bench-key-bench-key-bench-key-bench-key";
const ROOT = new URL("../../", import.meta.url).pathname;

export interface Submission {
  readonly accepted: number;
  readonly rejected: number;
}

export interface ScoredRun {
  readonly run: { readonly status: string };
  readonly summary: { readonly responses: number; readonly mean: number } | null;
}

export interface AssayServer {
  readonly pid: number;
  define(id: string, definition: object): Promise<void>;
  /** Streams a file of NDJSON. */
  submitLines(id: string, path: string): Promise<Submission>;
  submitOne(id: string, responseJson: string): Promise<void>;
  /** Scores what is stored under the newest revision, and waits for it. */
  score(id: string): Promise<ScoredRun>;
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

  const call = async (
    method: "PUT" | "POST",
    path: string,
    [type, body]: readonly [string, string | Blob | null],
  ): Promise<unknown> => {
    const headers = { authorization: `Bearer ${KEY}`, "content-type": type };
    // A run of a million is answered when it is done.
    const response = await fetch(base + path, { method, headers, body, timeout: false });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  };

  return {
    pid: child.pid,
    async define(id, definition) {
      await call("PUT", `/v1/assessments/${id}`, ["application/json", JSON.stringify(definition)]);
    },
    submitLines: async (id, path) =>
      (await call("POST", `/v1/assessments/${id}/responses`, [
        "application/x-ndjson",
        Bun.file(path),
      ])) as Submission,
    async submitOne(id, responseJson) {
      await call("POST", `/v1/assessments/${id}/responses`, ["application/json", responseJson]);
    },
    score: async (id) =>
      (await call("POST", `/v1/assessments/${id}/score`, ["application/json", null])) as ScoredRun,
    async stop() {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
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
