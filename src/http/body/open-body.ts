/**
 * A request's body as plain bytes, whatever its Content-Encoding.
 *
 * @module
 */

import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

import { err, ok, type Result } from "#result";

import { BodyError, type BodyFault } from "./body-fault.ts";

const INCOMPLETE: BodyFault = {
  code: "body_incomplete",
  message: "The body ended before all of it had arrived.",
};
const NOT_GZIP: BodyFault = {
  code: "body_is_not_gzip",
  message: "The body is not valid gzip data, or was cut short.",
};

/** Bytes that no other thread can change meanwhile. */
type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Opens a body for one of the readers. Inflating is streamed, so a small body
 * that inflates to a huge one never exists in memory at once.
 *
 * @returns A stream whose only errors are `BodyError`s. Cancelling it cancels the body.
 */
export function openBody(
  body: ReadableStream<Bytes> | null,
  contentEncoding: string | null,
): Result<ReadableStream<Uint8Array>, BodyFault> {
  const source = guarded(body ?? new Blob([]).stream(), INCOMPLETE);
  switch ((contentEncoding ?? "").trim().toLowerCase()) {
    case "":
    case "identity":
      return ok(source);
    case "gzip":
    case "x-gzip":
      return ok(guarded(inflated(source), NOT_GZIP));
    default:
      return err({
        code: "body_encoding_not_supported",
        message: "The only Content-Encoding that is understood is gzip.",
      });
  }
}

/**
 * By Node's zlib, which inflates no more than is read. workerd's DecompressionStream
 * takes all that it is given and holds what comes of it: of a bomb, all.
 */
function inflated(source: ReadableStream<Bytes>): ReadableStream<Bytes> {
  const gunzip = createGunzip();
  // Whichever end breaks off, the other is told; the reader learns of it by its next read.
  pipeline(chunksOf(source), gunzip, () => {});
  const chunks: AsyncIterator<Bytes> = gunzip[Symbol.asyncIterator]();
  const pulled = {
    async pull(controller: ReadableStreamDefaultController<Bytes>) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void gunzip.destroy(),
  };
  return new ReadableStream(pulled, { highWaterMark: 0 });
}

async function* chunksOf(stream: ReadableStream<Bytes>): AsyncGenerator<Bytes> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/** The same stream, where errors that are not faults yet become `fault`. Reads only when asked to. */
function guarded<T extends Uint8Array>(
  stream: ReadableStream<T>,
  fault: BodyFault,
): ReadableStream<T> {
  const reader = stream.getReader();
  const source = {
    async pull(controller: ReadableStreamDefaultController<T>) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (cause) {
        throw cause instanceof BodyError ? cause : new BodyError(fault, cause);
      }
    },
    cancel: (reason: unknown) => reader.cancel(reason),
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}
