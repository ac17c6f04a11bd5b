/**
 * COPY FROM STDIN of generated lines, which must hold no backslash.
 *
 * @module
 */

import { once } from "node:events";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

import type postgres from "postgres";

const LINES_AT_ONCE = 2_000;

/** @param target A table, with columns where not all are given. */
export async function copyLines(
  sql: postgres.Sql,
  target: string,
  count: number,
  lineAt: (index: number) => string,
): Promise<void> {
  const stream = await sql.unsafe(`copy ${target} from stdin`).writable();
  const done = new Promise<void>((resolve, reject) => {
    stream.once("finish", resolve);
    stream.once("error", reject);
  });
  for (let from = 0; from < count; from += LINES_AT_ONCE) {
    let text = "";
    const to = Math.min(from + LINES_AT_ONCE, count);
    for (let index = from; index < to; index++) text += `${lineAt(index)}\n`;
    if (!stream.write(text)) await once(stream, "drain");
  }
  stream.end();
  await done;
}

/** The same from a file, in the chunks that it is read in. */
export async function copyFile(sql: postgres.Sql, target: string, path: string): Promise<void> {
  const stream = await sql.unsafe(`copy ${target} from stdin`).writable();
  await pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), stream);
}
