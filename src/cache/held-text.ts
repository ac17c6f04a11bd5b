/**
 * A value and what must be known with it, as one text for a cache that holds
 * texts only: token, end, value, a line each, the last to the end.
 *
 * @module
 */

import type { Fenced } from "./cache.ts";

export function toHeldText({ token, text, ttlSeconds }: Fenced, now: number): string {
  return `${token}\n${now + ttlSeconds * 1000}\n${text}`;
}

/** null where the text is none that `toHeldText` wrote. */
export function fromHeldText(held: string, now: number): Fenced | null {
  const [, token, end, text] = /^([0-9a-f-]{36})\n(\d{1,16})\n(.*)$/s.exec(held) ?? [];
  if (token === undefined || end === undefined || text === undefined) return null;
  // Whether it has expired is for the cache to say; clocks of two machines differ.
  return { token, text, ttlSeconds: Math.max(0, Math.ceil((Number(end) - now) / 1000)) };
}
