/**
 * A real PostgreSQL for tests: started once a process, thrown away at its end.
 *
 * @module
 */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

import { migrate } from "#store/migrate.ts";

import { freePort } from "./free-port.ts";
import { findPostgresBinaries } from "./postgres-binaries.ts";
import type { Kept } from "./postgres-keeper.ts";

const keeperFile = fileURLToPath(new URL("./postgres-keeper.ts", import.meta.url));

/** PostgreSQL refuses to run as root: it then runs as nobody. */
const NOBODY = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

const TEMPLATE = "migrated";

export interface PostgresServer {
  readonly version: string;
  /** Of a fresh, migrated database of its own. */
  createDatabase(): Promise<string>;
  urlOf(database: string): string;
  /** Ends it with all its databases. At the end of the process it stops by itself. */
  stop(): Promise<void>;
}

let shared: Promise<PostgresServer> | undefined;

/** The server of this process, started by the first who asks. */
export function postgresServer(): Promise<PostgresServer> {
  shared ??= startPostgres();
  return shared;
}

/** A new migrated database on the shared server; its URL. */
export async function createPostgresDatabase(): Promise<string> {
  return await (await postgresServer()).createDatabase();
}

/** A server of one's own, for tests that kill it. */
export async function startPostgres(): Promise<PostgresServer> {
  const scratch = mkdtempSync(join(tmpdir(), "assay-postgres-"));
  chmodSync(scratch, 0o755);
  const binaries = findPostgresBinaries(scratch);
  const data = initialise(binaries, join(scratch, "data"));
  const port = await freePort();
  const keeper = serve(binaries, { scratch, data, port });

  const urlOf = (database: string) => `postgres://postgres:test@127.0.0.1:${port}/${database}`;
  const version = await untilReady(keeper, urlOf("postgres"));
  return {
    version,
    urlOf,
    createDatabase: databaseMaker(urlOf),
    stop: async () => {
      const ended = once(keeper, "exit");
      keeper.stdin?.end();
      await ended;
    },
  };
}

function initialise(binaries: string, data: string): string {
  mkdirSync(data, { mode: 0o700 });
  if (asNobody.uid !== undefined) chownSync(data, asNobody.uid, asNobody.gid);
  const options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  const made = spawnSync(join(binaries, "initdb"), ["-D", data, ...options], {
    ...asNobody,
    cwd: data,
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr} ${made.error ?? ""}`);
  return data;
}

function serve(
  binaries: string,
  place: { readonly scratch: string; readonly data: string; readonly port: number },
): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: place.port,
    unix_socket_directories: "",
    // Nothing here outlives the tests.
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    max_connections: 300,
    shared_buffers: "256MB",
    max_wal_size: "4GB",
    jit: "off",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const kept: Kept = {
    scratch: place.scratch,
    command: [join(binaries, "postgres"), "-D", place.data, ...flags],
    cwd: place.data,
    user: asNobody,
  };
  const keeper = spawn(process.execPath, [keeperFile, JSON.stringify(kept)], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  keeper.unref();
  return keeper;
}

async function untilReady(keeper: ChildProcess, url: string): Promise<string> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 2 });
    try {
      const [row] = await sql`show server_version`;
      return String(row?.["server_version"]);
    } catch (error) {
      if (keeper.exitCode !== null || Date.now() > deadline) throw error;
      await Bun.sleep(20);
    } finally {
      await sql.end({ timeout: 0 });
    }
  }
}

/** Copying a migrated database takes a tenth of migrating one. */
function databaseMaker(urlOf: (database: string) => string): () => Promise<string> {
  let template: Promise<void> | undefined;
  let count = 0;
  return async () => {
    template ??= makeTemplate(urlOf);
    await template;
    const name = `test_${++count}`;
    await withConnection(urlOf("postgres"), (sql) =>
      sql.unsafe(`create database ${name} template ${TEMPLATE}`),
    );
    return urlOf(name);
  };
}

async function makeTemplate(urlOf: (database: string) => string): Promise<void> {
  await withConnection(urlOf("postgres"), (sql) => sql.unsafe(`create database ${TEMPLATE}`));
  await withConnection(urlOf(TEMPLATE), (sql) => migrate(drizzle(sql)));
}

async function withConnection<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
