/**
 * Runs Bun from a machine that has only Node: `node scripts/bun.mjs file.ts …`.
 *
 * `node_modules/.bin/bun` is a placeholder where install scripts did not run; where they
 * did, the binary was moved out of its platform package. So both places are tried.
 */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const { arch, platform, execPath, versions } = process;
const name = `bun-${platform === "win32" ? "windows" : platform}-${arch === "arm64" ? "aarch64" : arch}`;
const places = [`@oven/${name}/bin/bun`, `@oven/${name}-musl/bin/bun`, "bun/bin/bun"]
  .flatMap((path) => [path, `${path}.exe`])
  .map((path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url)));
const bun = versions.bun ? execPath : places.find((path) => existsSync(path));
if (bun === undefined) throw new Error(`no Bun for ${platform} ${arch}; run npm ci first`);

const child = spawn(bun, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  // A terminal sends Ctrl-C to the child itself; a second one would kill a server that is stopping.
  process.on(
    signal,
    () => void ((signal === "SIGINT" && process.stdin.isTTY) || child.kill(signal)),
  );
}
child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
