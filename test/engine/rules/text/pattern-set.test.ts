import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { RE2JS, RE2Set } from "re2js";

import { foldCase } from "#engine/rules/text/fold-case.ts";
import { parsePattern, patternSet } from "#engine/rules/text/pattern-set.ts";
import { patternSize } from "#engine/rules/text/pattern-size.ts";

const words = Array.from({ length: 90 }, (_, index) => `w${index}`);

/** Patterns that make a backtracking engine try 2^n ways, or a careless compiler write n^m copies. */
const BOMBS = [
  "(a+)+$",
  "(a|aa)+$",
  "(a|a)*b",
  "(.*a){20}",
  "(x+x+)+y",
  "((a|b)*c|d)*",
  "(a?){50}a{50}",
  "([a-z]+)*!?[0-9]",
  "(.*)(.*)(.*)(.*)(.*)[^ab]",
  "[ab]*a[ab]{60}",
  `(${words.join("|")})*`,
  "(a{1,5}){1,10}",
];

describe("patterns", () => {
  test("match the whole text, each by itself", () => {
    const set = setOf(["colou?r", "c.*", ".*r|x", "col"]);
    expect(inOrder(set.matching("colour"))).toEqual([0, 1, 2]);
    expect(inOrder(set.matching("col"))).toEqual([1, 3]);
    expect(set.matching("a color")).toEqual([2]);
    expect(set.matching("")).toEqual([]);
    expect(setOf(["a|b$", "^"]).matching("ab")).toEqual([]);
  });

  test("ignore case, unless it matters", () => {
    expect(setOf(["PARIS|Σ"]).matching("paris")).toEqual([0]);
    expect(setOf(["PARIS|Σ"]).matching("σ")).toEqual([0]);
    expect(setOf(["[A-Z]+"], true).matching("paris")).toEqual([]);
  });

  test("agree with JavaScript's where both mean the same", () => {
    const parts = ["a", "b", ".", "[ab]", "[^a]", "a*", "(a|b)+", "(ab)?", "b{2,3}", "|", "(?:a|)"];
    const pattern = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "A"), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), text, (patterns, given) => {
        const written = patterns.map((each) => each.join(""));
        const expected = written.flatMap((each, place) =>
          new RegExp(`^(?:${each})$`, "iu").test(given) ? [place] : [],
        );
        expect(inOrder(setOf(written).matching(given))).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test("give the same whether their automaton is full or not", () => {
    const pattern = "[ab]*a[ab]{12}";
    const set = setOf([pattern]);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 300 }), (text) => {
        const expected = text.length > 12 && text.at(-13) === "a" ? [0] : [];
        expect(set.matching(text)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test("find every character that case folding makes of theirs", () => {
    const missed: string[] = [];
    for (let code = 0x80; code <= 0x1ffff; code++) {
      const character = String.fromCodePoint(code);
      const folded = foldCase(character);
      if (character.normalize("NFC") !== character) continue;
      // Two for one cannot be in a pattern; where nothing folds there is nothing to find.
      if (folded === character || Array.from(folded).length !== 1) continue;
      if (setOf([character]).matching(folded).length !== 1) missed.push(code.toString(16));
    }
    expect(missed).toEqual([]);
  });

  test.each([
    ["(a", "missing closing ): `(a`"],
    ["a{1001}", "invalid repeat count: `{1001}`"],
    ["(?=a)b", "invalid or unsupported Perl syntax: `(?=`"],
    ["(?<=a)b", "invalid named capture: `(?<=a)b`"],
    ["(a)\\1", "invalid escape sequence: `\\1`"],
    ["*a", "missing argument to repetition operator: `*`"],
    ["[b-a]", "invalid character class range: `b-a`"],
    ["a**", "invalid nested repetition operator: `**`"],
  ])("refuse %p as the parser does", (pattern, message) => {
    expect(parsePattern(pattern, false)).toEqual({
      ok: false,
      error: `error parsing regexp: ${message}`,
    });
  });
});

/**
 * No clock: what is counted is how often the engine looks at an instruction of
 * the automaton, which is all that it does, and how often it reads a character.
 */
describe.each(BOMBS)("the bomb %s", (bomb) => {
  test("does work that grows with the text and its size, no faster", () => {
    const size = patternSize(bomb);
    expect(size).toBeLessThanOrEqual(500);
    for (const unit of ["a", "ab", "x", "w1", "a!"]) {
      const work = [250, 500, 1_000].map((length) =>
        instructionsRead(bomb, `${unit.repeat(length / unit.length)}!`),
      );
      for (const [index, count] of work.entries()) {
        // To find a new state, and again to give up when states are too many.
        expect(count).toBeLessThanOrEqual(8 * (size + 2) * 250 * 2 ** index);
      }
    }
  });

  test("reads each character a few times only", () => {
    const set = setOf([bomb]);
    for (const length of [250, 500, 1_000]) {
      const text = new CountedText(`${"a".repeat(length)}!`);
      set.matching(text as never);
      expect(text.reads).toBeLessThanOrEqual(8 * (length + 2));
    }
  });
});

class CountedText extends String {
  reads = 0;

  override charCodeAt(index: number): number {
    this.reads++;
    return super.charCodeAt(index);
  }
}

/** By a set as `pattern-set.ts` makes it, with a count in front of its program. */
function instructionsRead(pattern: string, text: string): number {
  const set = new RE2Set(RE2Set.ANCHOR_BOTH, RE2JS.CASE_INSENSITIVE, 64 * 1024);
  set.add(pattern);
  set.compile();
  let count = 0;
  const program = set.prog;
  program.inst = new Proxy(program.inst, {
    get(target, name, receiver) {
      if (typeof name === "string" && /^\d+$/.test(name)) count++;
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  set.match(text);
  expect(count).toBeGreaterThan(0);
  return count;
}

function inOrder(places: readonly number[]): number[] {
  return places.toSorted((a, b) => a - b);
}

function setOf(patterns: readonly string[], caseSensitive = false) {
  const size = patterns.reduce((sum, pattern) => sum + patternSize(pattern), 0);
  return patternSet(patterns, { caseSensitive, size });
}
