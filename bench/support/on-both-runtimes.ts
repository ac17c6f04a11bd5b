/**
 * Runs a timing program on Bun, and on Node where it is installed.
 *
 * @module
 */

import { join } from "node:path";

import { $ } from "bun";

import { withScratchFolder } from "./line-file.ts";

export interface OnBoth<Times> {
  readonly bun: Times;
  readonly node: Times | null;
  /** Empty without Node. */
  readonly nodeVersion: string;
}

/**
 * @param entry Prints its times as JSON; it is bundled to one file of plain JavaScript.
 * @param given What it is called with.
 */
export async function onBothRuntimes<Times>(
  entry: URL,
  given: readonly (string | number)[],
): Promise<OnBoth<Times>> {
  return withScratchFolder(async (folder) => {
    const program = await bundleTo(folder, entry);
    const bun: Times = await $`${process.execPath} ${program} ${given}`.json();
    const node: Times | null = (await hasNode()) ? await $`node ${program} ${given}`.json() : null;
    const nodeVersion = node === null ? "" : await $`node --version`.text();
    return { bun, node, nodeVersion: nodeVersion.trim() };
  });
}

async function bundleTo(folder: string, entry: URL): Promise<string> {
  const built = await Bun.build({
    entrypoints: [entry.pathname],
    outdir: folder,
    naming: "kernel.mjs",
    target: "node",
    format: "esm",
  });
  if (!built.success) throw new AggregateError(built.logs, "the kernel cannot be bundled");
  return join(folder, "kernel.mjs");
}

/** Where only Bun is installed, `node` is missing or Bun by another name. */
async function hasNode(): Promise<boolean> {
  const version = await $`node -p ${"process.versions.bun ?? 'none'"}`.nothrow().quiet().text();
  return version.trim() === "none";
}
