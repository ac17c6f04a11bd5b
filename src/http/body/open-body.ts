/**
 * A request's body as plain bytes, whatever its Content-Encoding.
 *
 * @module
 */

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
      return ok(guarded(source.pipeThrough(new DecompressionStream("gzip")), NOT_GZIP));
    default:
      return err({
        code: "body_encoding_not_supported",
        message: "The only Content-Encoding that is understood is gzip.",
      });
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
