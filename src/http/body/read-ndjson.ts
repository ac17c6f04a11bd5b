/**
 * Newline-delimited JSON of any length, read with memory for one batch of rows.
 *
 * @module
 */

import type { SubmittedRow } from "#usecase/submitted-row.ts";

import { lineFault } from "./line-fault.ts";
import { newlineEnd } from "./record-end.ts";
import { RowBatch } from "./row-batch.ts";
import { type ByteRecord, splitRecords } from "./split-records.ts";
import { decodeUtf8 } from "./utf8.ts";

/**
 * The rows of a body, in order. Blank lines are left out.
 *
 * @param body A body as `openBody` gives it. Leaving the loop early cancels it.
 * @throws BodyError when the body as a whole cannot be read on; rows before that were good.
 */
export async function* readNdjson(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<readonly SubmittedRow[]> {
  const batch = new RowBatch<SubmittedRow>();
  for await (const records of splitRecords(body, newlineEnd)) {
    for (const record of records) {
      const row = parseLine(record);
      if (row !== null) batch.add(row, record.bytes?.length ?? 0);
      if (batch.isFull) yield batch.take();
    }
  }
  if (batch.count > 0) yield batch.take();
}

/** Null for a blank line. */
function parseLine({ line, bytes }: ByteRecord): SubmittedRow | null {
  if (bytes === null) return lineFault(line, "line_too_long");
  const text = decodeUtf8(bytes);
  if (text === null) return lineFault(line, "line_is_not_utf8");
  try {
    return { line, value: JSON.parse(text) as unknown };
  } catch {
    return text.trim() === "" ? null : lineFault(line, "line_is_not_json");
  }
}
