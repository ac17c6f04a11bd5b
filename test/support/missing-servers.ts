/**
 * The servers that tests need beside Bun, and which of them this machine has not.
 *
 * `npm test` looks once and tells its tests by TEST_MISSING; a test file that is
 * run alone looks for itself.
 *
 * @module
 */

import { hasPostgresBinaries } from "./postgres-binaries.ts";
import { findRedis } from "./redis-binaries.ts";
import { findWorkerd } from "./workerd-binary.ts";

export const SERVERS = ["PostgreSQL", "Redis", "workerd"] as const;

export type Server = (typeof SERVERS)[number];

/** Their names with commas between; empty where nothing is missing. */
export const MISSING_VARIABLE = "TEST_MISSING";

const HOW_TO_INSTALL: Readonly<Record<Server, string>> = {
  PostgreSQL: "PostgreSQL (apt-get install postgresql, brew install postgresql)",
  Redis: "Redis (apt-get install redis-server, brew install redis)",
  workerd: "workerd (npm ci, on a platform that it is built for)",
};

const found = new Map<Server, boolean>();

/** Those of the servers that are not here and cannot be had. */
export function missingOf(servers: readonly Server[]): Server[] {
  const told = process.env[MISSING_VARIABLE];
  if (told !== undefined) return servers.filter((server) => told.split(",").includes(server));
  return servers.filter((server) => !isThere(server));
}

/** What people should do, as the end of a sentence. */
export function howToInstall(servers: readonly Server[]): string {
  return servers.map((server) => HOW_TO_INSTALL[server]).join("; ");
}

function isThere(server: Server): boolean {
  const known = found.get(server);
  if (known !== undefined) return known;
  const isFound = look(server);
  found.set(server, isFound);
  return isFound;
}

function look(server: Server): boolean {
  switch (server) {
    case "PostgreSQL":
      return hasPostgresBinaries();
    case "Redis":
      return findRedis() !== null;
    case "workerd":
      return findWorkerd() !== null;
  }
}
