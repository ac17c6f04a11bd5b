/**
 * Files of many lines, written without holding them all.
 *
 * @module
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const LINES_AT_ONCE = 2_000;

/** Writes lines 0 to count - 1 to a file; returns its size in bytes. */
export async function writeLines(
  path: string,
  count: number,
  lineAt: (index: number) => string,
): Promise<number> {
  const sink = Bun.file(path).writer({ highWaterMark: 1 << 20 });
  for (let from = 0; from < count; from += LINES_AT_ONCE) {
    let text = "";
    const to = Math.min(from + LINES_AT_ONCE, count);
    for (let index = from; index < to; index++) text += `${lineAt(index)}\n`;
    await sink.write(text);
    await sink.flush();
  }
  await sink.end();
  return Bun.file(path).size;
}

/** A folder that lasts as long as the work in it. */
export async function withScratchFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "assay-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
