/**
 * Accepted answers that another makes superfluous, or that no text can be.
 *
 * @module
 */

import { acceptedInterval, keyedNumbers } from "../rules/number/accepted-numbers.ts";
import { intervalName } from "../rules/number/interval.ts";
import { keyedAnswers, keyedPatterns } from "../rules/text/text-key.ts";

import type { NumberItem, TextItem } from "./definition.ts";
import { type Fault, quote } from "./fault.ts";

export function repeatedTexts(item: TextItem): Fault[] {
  return [
    ...repeated(keyedAnswers(item), ({ path, answer, text, edits }) => ({
      path,
      name: JSON.stringify([text, edits]),
      shown: quote(answer),
    })),
    ...repeated(keyedPatterns(item), ({ path, pattern }) => ({
      path,
      name: pattern,
      shown: quote(pattern),
    })),
  ];
}

/** Texts are compared without white space at their ends, and with single spaces; a repeated one may be none. */
export function spacesOfPatterns(item: TextItem): Fault[] {
  return keyedPatterns(item).flatMap(({ path, pattern }): Fault[] => {
    if (!/^ (?![?*{])| $| {2}(?![?*{])/.test(pattern)) return [];
    const message = "no text has a space at either end, or two in a row, when it is compared";
    return [{ code: "pattern_spaces", path: `${path}.pattern`, message }];
  });
}

export function repeatedNumbers(item: NumberItem): Fault[] {
  return repeated(keyedNumbers(item), (key) => ({
    path: key.path,
    name: intervalName(acceptedInterval(key)),
    shown: "what this accepts",
  }));
}

interface Named {
  readonly path: string;
  /** Equal for two that accept the same. */
  readonly name: string;
  readonly shown: string;
}

function repeated<T>(entries: readonly T[], named: (entry: T) => Named): Fault[] {
  const seen = new Set<string>();
  return entries.flatMap((entry): Fault[] => {
    const { path, name, shown } = named(entry);
    const isRepeated = seen.has(name);
    seen.add(name);
    if (!isRepeated) return [];
    const message = `${shown} is the same as an earlier answer; the higher points count`;
    return [{ code: "answer_repeated", path, message }];
  });
}
