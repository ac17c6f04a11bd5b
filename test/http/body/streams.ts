/**
 * Bodies to read, and what was read of them.
 *
 * @module
 */

import { BodyError, type BodyFault } from "#http/body/body-fault.ts";
import { openBody } from "#http/body/open-body.ts";
import type { SubmittedRow } from "#usecase/submitted-row.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export function bytesOf(text: string): Bytes {
  return encoder.encode(text);
}

/** A body that arrives in pieces of `size` bytes. */
export function streamOf(content: string | Bytes, size = 65_536): ReadableStream<Bytes> {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  let at = 0;
  const source = {
    pull(controller: ReadableStreamDefaultController<Bytes>) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}

/** A body made as it is read; says how many pieces were asked for and whether it was cancelled. */
export function madeStream(piece: (index: number) => Bytes | null) {
  const seen = { pieces: 0, cancelled: false };
  const source = {
    pull(controller: ReadableStreamDefaultController<Bytes>) {
      const bytes = piece(seen.pieces++);
      if (bytes === null) controller.close();
      else controller.enqueue(bytes);
    },
    cancel() {
      seen.cancelled = true;
    },
  };
  return { stream: new ReadableStream(source, { highWaterMark: 0 }), seen };
}

/** A body whose sender goes away after `content`. */
export function brokenStream(content: Bytes): ReadableStream<Bytes> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) controller.error(new Error("connection reset"));
      else controller.enqueue(content);
      sent = true;
    },
  });
}

export async function gzipped(content: string | Bytes): Promise<Bytes> {
  const stream = new Response(content).body?.pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A small gzip body that inflates to `length` times the same byte. */
export async function gzipBomb(byte: string, length: number): Promise<Bytes> {
  const block = bytesOf(byte.repeat(1 << 20));
  const { stream } = madeStream((index) => (index * block.length < length ? block.slice() : null));
  const compressed = stream.pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(compressed).arrayBuffer());
}

export function opened(
  body: ReadableStream<Bytes> | null,
  contentEncoding: string | null = null,
): ReadableStream<Uint8Array> {
  const stream = openBody(body, contentEncoding);
  if (!stream.ok) throw new Error(stream.error.code);
  return stream.value;
}

export async function rowsIn(
  batches: AsyncIterable<readonly SubmittedRow[]>,
): Promise<SubmittedRow[]> {
  const rows: SubmittedRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

/** What a reader handed out before its body turned out to be at fault. */
export async function rowsUntilFault(
  batches: AsyncIterable<readonly SubmittedRow[]>,
): Promise<{ rows: SubmittedRow[]; fault: BodyFault | null }> {
  const rows: SubmittedRow[] = [];
  try {
    for await (const batch of batches) rows.push(...batch);
  } catch (error) {
    if (error instanceof BodyError) return { rows, fault: error.fault };
    throw error;
  }
  return { rows, fault: null };
}

/** Rows in short: their values, or the codes of their faults, by line. */
export function inShort(rows: readonly SubmittedRow[]): [number, unknown][] {
  return rows.map((row) => [row.line, "fault" in row ? row.fault.code : row.value]);
}
