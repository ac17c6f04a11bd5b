/**
 * Patterns (regular expressions) that are matched with the whole of a text, in
 * time linear in the text, whatever the pattern: by automata, without
 * backtracking. So there are no back-references and no look-around.
 *
 * The syntax is RE2's (https://github.com/google/re2/wiki/Syntax) with its
 * defaults: characters are code points, \d \w \s \b know ASCII only, \p{L} knows
 * Unicode (the engine's own tables, the same on every runtime). Unless case
 * matters, a pattern ignores it as (?i) does. White space has become single
 * spaces before a pattern sees the text, so flags about lines change nothing.
 *
 * All patterns of an item are one automaton: O(size · length) time an answer,
 * less once its states are known, of which it keeps 64 KiB at most.
 *
 * @module
 */

import { RE2JS, RE2JSException, RE2Set } from "re2js";

import { err, ok, type Result } from "#result";

const MOST_MEMORY_BYTES = 64 * 1024;
const BYTES_PER_STEP = 1024;

export interface PatternSet {
  /** Places of the patterns that match the whole text, in no particular order. */
  readonly matching: (text: string) => readonly number[];
}

/**
 * Compiles patterns; done once a plan, not once an answer.
 *
 * @param size Of all patterns, as `patternSize` counts it.
 * @throws RE2JSException for a pattern that `parsePattern` refuses.
 */
export function patternSet(
  patterns: readonly string[],
  { caseSensitive, size }: { readonly caseSensitive: boolean; readonly size: number },
): PatternSet {
  const memory = Math.min(MOST_MEMORY_BYTES, BYTES_PER_STEP * size);
  const set = emptySet(caseSensitive, memory);
  for (const pattern of patterns) set.add(patternText(pattern));
  set.compile();
  return { matching: (text) => set.match(text) };
}

/** Nothing; or what the parser says is wrong. */
export function parsePattern(pattern: string, caseSensitive: boolean): Result<null, string> {
  try {
    emptySet(caseSensitive, 0).add(patternText(pattern));
    return ok(null);
  } catch (fault) {
    if (!(fault instanceof RE2JSException)) throw fault;
    // The engine writes the flag in front of the pattern that it quotes.
    return err(fault.message.replace("`(?i)", "`"));
  }
}

/** Texts are in NFC; so are the characters of a pattern. */
export function patternText(pattern: string): string {
  return pattern.normalize("NFC");
}

function emptySet(caseSensitive: boolean, memory: number): RE2Set {
  const flags = caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE;
  return new RE2Set(RE2Set.ANCHOR_BOTH, flags, memory);
}
