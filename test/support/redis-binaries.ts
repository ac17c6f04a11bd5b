/**
 * Finds a Redis to test against: the machine's own, else Debian's, installed
 * where that is allowed and only unpacked where it is not.
 *
 * @module
 */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface RedisBinary {
  readonly path: string;
  /** Folders of the libraries that came with it. */
  readonly libraries: readonly string[];
}

/** Goes with `node_modules`; a folder in /tmp could be someone else's. */
const unpacked = fileURLToPath(new URL("../../node_modules/.cache/redis/", import.meta.url));

/** null where there is none and none can be had. */
export function findRedis(): RedisBinary | null {
  return onPath() ?? inFolder(unpacked) ?? installed() ?? downloaded();
}

function onPath(): RedisBinary | null {
  const path = Bun.which("redis-server");
  return path === null ? null : { path, libraries: [] };
}

function installed(): RedisBinary | null {
  if (process.getuid?.() !== 0) return null;
  const install = ["apt-get", "install", "-y", "--no-install-recommends", "redis-server"];
  // A machine that has never asked knows no packages until it is told to look.
  for (const command of [install, ["apt-get", "update"], install]) {
    if (run(command) !== null && onPath() !== null) return onPath();
  }
  return null;
}

/** Needs no rights: packages are only fetched and unpacked. */
function downloaded(): RedisBinary | null {
  mkdirSync(dirname(dirname(unpacked)), { recursive: true });
  const scratch = mkdtempSync(join(dirname(dirname(unpacked)), "redis-"));
  try {
    const packages = ["redis-server", "redis-tools", ...librariesOf("redis-server", "redis-tools")];
    if (run(["apt-get", "download", ...packages], scratch) === null) return null;
    const files = readdirSync(scratch).filter((name) => name.endsWith(".deb"));
    for (const file of files) run(["dpkg-deb", "-x", file, "root"], scratch);
    // Whole or not at all, whoever else is at it.
    if (!existsSync(unpacked)) renameSync(join(scratch, "root"), unpacked);
    return inFolder(unpacked);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Which they are changes with the release. The C library stays the machine's own. */
function librariesOf(...packages: readonly string[]): string[] {
  const depends = run(["apt-cache", "depends", "--important", ...packages]) ?? "";
  const names = [...depends.matchAll(/Depends: (lib[\w.+-]+|lua-[\w.+-]+)$/gm)];
  return [...new Set(names.map(([, name = ""]) => name))].filter((name) => name !== "libc6");
}

function inFolder(folder: string): RedisBinary | null {
  // Only a link in Debian: it must not lead to nowhere.
  const path = join(folder, "usr/bin/redis-server");
  if (!existsSync(path)) return null;
  const libraries = join(folder, "usr/lib");
  const folders = existsSync(libraries) ? readdirSync(libraries) : [];
  return { path, libraries: folders.map((name) => join(libraries, name)) };
}

/** What it printed; null where there is no such command, or it failed. */
function run(command: readonly string[], cwd?: string): string | null {
  if (Bun.which(command[0] ?? "") === null) return null;
  const done = Bun.spawnSync([...command], cwd === undefined ? {} : { cwd });
  return done.success ? done.stdout.toString() : null;
}
