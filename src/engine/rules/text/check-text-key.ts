/**
 * What must hold of the answers and patterns that a text item accepts.
 *
 * @module
 */

import { type Fault, quote } from "../../definition/fault.ts";
import type { Check } from "../rule.ts";

import { foldCase } from "./fold-case.ts";
import { normalText, type TextComparison } from "./normal-text.ts";
import { parsePattern, patternText } from "./pattern-set.ts";
import { patternSize } from "./pattern-size.ts";
import { keyedAnswers, type KeyedPattern, keyedPatterns, type TextWorth } from "./text-key.ts";

const READS = ["key", "caseSensitive", "foldAccents", "maxEdits"];

/** Steps of all patterns of an item: with a longest text of 1,000, half a million an answer. */
export const MOST_PATTERN_STEPS = 500;
/** Cells of edit distances, filled in for one answer. */
const MOST_EDIT_CELLS = 50_000;

const entriesAreOneKind: Check<TextWorth> = {
  reads: READS,
  faults: ({ key }) =>
    key.flatMap((entry, place): Fault[] => {
      if (typeof entry === "string") return [];
      const { answer, pattern, maxEdits } = entry;
      const path = `key.${place}`;
      if ((answer === undefined) === (pattern === undefined)) {
        const message = "must have either answer or pattern";
        return [{ code: "answer_or_pattern", path, message }];
      }
      if (pattern === undefined || maxEdits === undefined) return [];
      const message = "is for answers; a pattern says itself what it lets through";
      return [{ code: "edits_of_pattern", path: `${path}.maxEdits`, message }];
    }),
};

/** An accepted answer of white space alone would be met by no text at all. */
const answersAreVisible: Check<TextWorth> = {
  reads: READS,
  faults: (item) =>
    keyedAnswers(item)
      .filter(({ text }) => text === "")
      .map(({ path, answer }) => {
        const message = `nothing is left of ${quote(answer)} after normalisation`;
        return { code: "answer_empty", path, message };
      }),
};

/** Edits that could write the answer from nothing would accept every short text. */
const editsLeaveSomething: Check<TextWorth> = {
  reads: READS,
  faults: (item) => {
    const faults = new Map<string, Fault>();
    for (const { text, answer, edits, editsPath } of keyedAnswers(item)) {
      const length = Array.from(text).length;
      if (edits === 0 || edits < length || text === "" || faults.has(editsPath)) continue;
      const message = `must be less than the ${length} characters of ${quote(answer)}`;
      faults.set(editsPath, { code: "edits_too_many", path: editsPath, message });
    }
    return [...faults.values()];
  },
};

const editsAreAffordable: Check<TextWorth> = {
  reads: READS,
  faults: (item) => {
    const cells = keyedAnswers(item)
      .filter(({ edits }) => edits > 0)
      .reduce((sum, { text, edits }) => sum + text.length * (2 * edits + 1), 0);
    if (cells <= MOST_EDIT_CELLS) return [];
    const message = `must name fewer or shorter answers with edits: ${cells} characters times (2 · edits + 1), at most ${MOST_EDIT_CELLS}`;
    return [{ code: "edits_too_costly", path: "key", message }];
  },
};

/** Sizes first: patterns that are too large must not even be parsed. */
const patternsAreSound: Check<TextWorth> = {
  reads: READS,
  faults: (item) => {
    const patterns = keyedPatterns(item).map((keyed) => ({
      ...keyed,
      steps: patternSize(keyed.pattern),
    }));
    const tooLarge = patterns.filter((each) => each.steps > MOST_PATTERN_STEPS);
    if (tooLarge.length > 0) return tooLarge.map(sizeFault);

    const steps = patterns.reduce((sum, each) => sum + each.steps, 0);
    if (steps <= MOST_PATTERN_STEPS) return patterns.flatMap((each) => patternFaults(each, item));
    const message = `the patterns of an item come to ${steps} steps; at most ${MOST_PATTERN_STEPS} are matched`;
    return [{ code: "patterns_too_large", path: "key", message }];
  },
};

function sizeFault({ path, steps }: { readonly path: string; readonly steps: number }): Fault {
  const message = `comes to ${steps} steps with its repetitions written out; at most ${MOST_PATTERN_STEPS} are matched`;
  return { code: "pattern_too_large", path: `${path}.pattern`, message };
}

/** Of a pattern that is small enough to be parsed. */
function patternFaults(keyed: KeyedPattern, comparison: TextComparison): Fault[] {
  const path = `${keyed.path}.pattern`;
  const parsed = parsePattern(keyed.pattern, comparison.caseSensitive);
  if (!parsed.ok) return [{ code: "pattern_invalid", path, message: parsed.error }];

  for (const character of patternText(keyed.pattern)) {
    const normal = normalForm(character, comparison);
    if (normal === null) continue;
    const message = `no text holds ${quote(character)} after normalisation; write ${quote(normal)}`;
    return [{ code: "pattern_character", path, message }];
  }
  return [];
}

/**
 * What a character of a pattern must be written as, null for one that texts can
 * hold. Upper case is fine: where case does not matter, patterns ignore it.
 */
function normalForm(character: string, comparison: TextComparison): string | null {
  if (/[!-~ ]/.test(character)) return null;
  // Folding takes some letters apart that composing puts together again, such as ΐ.
  const folded = (comparison.caseSensitive ? character : foldCase(character)).normalize("NFC");
  // Between letters that compose with nothing, so that white space is not trimmed.
  const normal = normalText(`_${character}_`, comparison).slice(1, -1);
  return normal === folded && Array.from(folded).length === 1 ? null : normal;
}

export const textKeyChecks: readonly Check<TextWorth>[] = [
  entriesAreOneKind,
  answersAreVisible,
  editsLeaveSomething,
  editsAreAffordable,
  patternsAreSound,
];
