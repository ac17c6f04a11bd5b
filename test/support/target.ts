/**
 * The service as its callers see it, wherever it runs.
 *
 * @module
 */

import type { Db } from "#store/db.ts";

import type { Server } from "./missing-servers.ts";

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Target {
  readonly key: string;
  /** Straight to the database that the service uses. */
  readonly db: Db;
  /** What was logged at level warn and above. */
  readonly logged: readonly LogLine[];
  /** With the key, unless `init` has an Authorization header. */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** A JSON body, and the key. */
  sendJson(method: string, path: string, body: unknown): Promise<Response>;
}

export interface OpenTarget extends Target {
  close(): Promise<void>;
}

/** Settings by their names, as in the environment. */
export type GivenSettings = Readonly<Record<string, string>>;

export const TEST_KEY = "test-key-of-at-least-32-characters";

export const TARGETS = ["Bun + PGlite", "Bun + PostgreSQL + Redis", "workerd"] as const;

export type TargetName = (typeof TARGETS)[number];

/** What each runs on. workerd has PostgreSQL and Redis as Bun has. */
export const SERVERS_OF: Readonly<Record<TargetName, readonly Server[]>> = {
  "Bun + PGlite": [],
  "Bun + PostgreSQL + Redis": ["PostgreSQL", "Redis"],
  workerd: ["PostgreSQL", "Redis", "workerd"],
};

/** A target's two ways of sending, over whatever takes a request to it. */
export function senders(
  deliver: (path: string, init: RequestInit) => Promise<Response>,
): Pick<Target, "send" | "sendJson"> {
  const send: Target["send"] = async (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${TEST_KEY}`);
    return await deliver(path, { ...init, headers });
  };
  return {
    send,
    sendJson: (method, path, body) =>
      send(path, {
        method,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}
