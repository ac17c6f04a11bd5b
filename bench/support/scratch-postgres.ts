/**
 * A PostgreSQL of one's own for the length of a bench, with the settings that a
 * small server is given, and durability as PostgreSQL sets it.
 *
 * @module
 */

import { type ChildProcess, spawn } from "node:child_process";
import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import postgres from "postgres";

import { findPostgresBinaries } from "../../test/support/postgres-binaries.ts";

export interface ScratchPostgres {
  /** Such as `PostgreSQL 15.18`. */
  readonly version: string;
  /** What differs from PostgreSQL's own defaults. */
  readonly settings: string;
  /** Makes an empty database; returns its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** fsync, synchronous_commit and full_page_writes stay on, as they are by default. */
const SETTINGS: Record<string, string> = {
  shared_buffers: "1GB",
  work_mem: "64MB",
  maintenance_work_mem: "256MB",
  max_wal_size: "8GB",
  checkpoint_timeout: "30min",
};

/** PostgreSQL refuses to run as root; this is `nobody`. */
const NOBODY = 65_534;

export async function startScratchPostgres(): Promise<ScratchPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "assay-bench-pg-"));
  const asUser = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (asUser.uid !== undefined) await chown(folder, asUser.uid, asUser.gid);
  await chmod(folder, 0o755);
  const bin = findPostgresBinaries(folder);
  const data = join(folder, "data");
  const locale = ["--encoding=UTF8", "--locale=C.UTF-8"];
  await finished(
    spawn(join(bin, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", ...locale], {
      stdio: ["ignore", "ignore", "inherit"],
      cwd: folder,
      ...asUser,
    }),
  );

  const port = await freePort();
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const places = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder];
  const server = spawn(join(bin, "postgres"), [...places, ...settings], {
    stdio: "ignore",
    cwd: folder,
    ...asUser,
  });
  const stop = async (): Promise<void> => {
    server.kill("SIGINT");
    if (server.exitCode === null) await new Promise((resolve) => server.once("exit", resolve));
    await rm(folder, { recursive: true });
  };

  const urlOf = (name: string): string => `postgres://postgres:postgres@127.0.0.1:${port}/${name}`;
  const admin = postgres(urlOf("postgres"), { max: 1, onnotice: () => {} });
  const version = await whenReady(admin, server).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    version: `PostgreSQL ${version.split(" ")[0]}`,
    settings: Object.entries(SETTINGS)
      .map(([name, value]) => `${name} ${value}`)
      .join(", "),
    async createDatabase(name) {
      await admin`create database ${admin(name)}`;
      return urlOf(name);
    },
    async stop() {
      await admin.end({ timeout: 1 });
      await stop();
    },
  };
}

async function whenReady(admin: postgres.Sql, server: ChildProcess): Promise<string> {
  for (let attempt = 0; attempt < 200 && server.exitCode === null; attempt++) {
    try {
      const [row] = await admin<{ server_version: string }[]>`show server_version`;
      if (row !== undefined) return row.server_version;
    } catch {
      await Bun.sleep(50);
    }
  }
  throw new Error("PostgreSQL did not start");
}

async function finished(child: ChildProcess): Promise<void> {
  const code = await new Promise((resolve, reject) => {
    child.once("exit", resolve);
    child.once("error", reject);
  });
  if (code !== 0) throw new Error(`initdb ended with exit code ${String(code)}`);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
