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
    stdio: ["ignore", "ignore", "inherit"],
  });
  const base = `http://127.0.0.1:${port}`;
  await whenReady(base, child);

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

async function whenReady(base: string, child: Bun.Subprocess): Promise<void> {
  for (let attempt = 0; attempt < 600 && child.exitCode === null; attempt++) {
    const response = await fetch(`${base}/readyz`).catch(() => null);
    if (response?.ok === true) return;
    await Bun.sleep(100);
  }
  child.kill();
  throw new Error("Assay did not become ready");
}
