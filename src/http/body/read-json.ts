/**
 * One JSON document, bounded in length and depth before it is parsed.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { BodyError, type BodyFault } from "./body-fault.ts";
import { decodeUtf8 } from "./utf8.ts";

const MAX_JSON_BYTES = 16 * 1024 * 1024;

/** Far more than any document of the API needs, far less than overflows a stack. */
const MAX_DEPTH = 64;

/**
 * Reads a whole body as JSON.
 *
 * @param body A body as `openBody` gives it: the limit counts inflated bytes.
 *   Reading stops at the limit, however much is still to come.
 */
export async function readJson(
  body: ReadableStream<Uint8Array>,
  limitBytes: number = MAX_JSON_BYTES,
): Promise<Result<unknown, BodyFault>> {
  try {
    const bytes = await readUpTo(body, limitBytes);
    return bytes === null ? err(tooLarge(limitBytes)) : parse(bytes);
  } catch (error) {
    if (error instanceof BodyError) return err(error.fault);
    throw error;
  }
}

/** Null where there is more. */
async function readUpTo(
  body: ReadableStream<Uint8Array>,
  limitBytes: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limitBytes) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function parse(bytes: Uint8Array): Result<unknown, BodyFault> {
  if (isDeeperThan(MAX_DEPTH, bytes)) {
    const message = `The body nests arrays and objects deeper than ${MAX_DEPTH}.`;
    return err({ code: "body_too_deep", message });
  }
  const text = decodeUtf8(bytes);
  if (text === null) {
    return err({ code: "body_is_not_utf8", message: "The body is not valid UTF-8." });
  }
  try {
    return ok(JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text));
  } catch {
    return err({ code: "body_is_not_json", message: "The body is not valid JSON." });
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether brackets nest too deep, before a parser or a validator would recurse into them. */
function isDeeperThan(limit: number, bytes: Uint8Array): boolean {
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) at = endOfString(bytes, at + 1);
    // "[" and "{", "]" and "}" differ in one bit, and no other byte shares the rest.
    else if ((byte & 0xdf) === 0x5b && ++depth > limit) return true;
    else if ((byte & 0xdf) === 0x5d) depth--;
  }
  return false;
}

function endOfString(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

function tooLarge(limitBytes: number): BodyFault {
  return { code: "body_too_large", message: `The body has more than ${limitBytes} bytes.` };
}
