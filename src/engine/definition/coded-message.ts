/**
 * Valibot carries one message an issue. The checks of this room put a fault's
 * code in front of it, and `shape-faults.ts` takes the two apart again.
 *
 * @module
 */

const SEPARATOR = "\u001f";

export function coded(code: string, message: string): string {
  return `${code}${SEPARATOR}${message}`;
}

/** Code and message, or null for a message that Valibot wrote. */
export function decoded(text: string): { readonly code: string; readonly message: string } | null {
  const end = text.indexOf(SEPARATOR);
  return end < 0 ? null : { code: text.slice(0, end), message: text.slice(end + 1) };
}
