import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { RE2JS, RE2JSException, RE2Set } from "re2js";

import { patternSize } from "#engine/rules/text/pattern-size.ts";

describe("patternSize", () => {
  test.each([
    ["abc", 3],
    ["a|bc", 5],
    ["a{3}", 3],
    ["a{3,}", 8],
    ["a{0}b", 2],
    ["(ab){3}", 15],
    ["(ab){3}c{2}", 17],
    ["[a-z]{2,4}", 8],
    ["\\d{4}-\\d{2}-\\d{2}", 10],
    ["a+", 3],
    ["\\p{Lu}\\x{41}", 2],
    ["\\Qa{9}\\E", 4],
    ["[{9}]", 1],
    ["[^]a{9}]", 1],
    ["[[:alpha:]]", 1],
    ["\\{9}", 3],
    ["a{", 2],
    ["😀", 1],
    ["(ab){3}(?i)", 15],
    ["(ab)(?i){3}", 15],
  ])("of %p is %d", (pattern, size) => {
    expect(patternSize(pattern)).toBe(size);
  });

  test("multiplies nested counts, past every number", () => {
    expect(patternSize("((a{10}){10}){10}")).toBeGreaterThan(1_000);
    expect(patternSize("(".repeat(120) + "a" + "){999}".repeat(60))).toBeGreaterThan(1e100);
    expect(patternSize("a" + "{99999999999999999999}".repeat(20))).toBe(Infinity);
  });

  test("is never less than what the pattern compiles to", () => {
    let compiledCount = 0;
    fc.assert(
      fc.property(somePattern(), (pattern) => {
        const instructions = compiledSize(pattern);
        if (instructions === null) return;
        compiledCount++;
        // One instruction fails and one matches, in every set; one stands for nothing at all.
        expect(instructions - 3).toBeLessThanOrEqual(patternSize(pattern));
      }),
      { numRuns: 2_000 },
    );
    expect(compiledCount).toBeGreaterThan(400);
  });
});

function compiledSize(pattern: string): number | null {
  // What would take too long to compile is what the count is there to refuse.
  if (patternSize(pattern) > 20_000) return null;
  try {
    const set = new RE2Set(RE2Set.ANCHOR_BOTH, RE2JS.CASE_INSENSITIVE);
    set.add(pattern);
    set.compile();
    return set.prog.numInst();
  } catch (fault) {
    if (fault instanceof RE2JSException) return null;
    throw fault;
  }
}

/** Sound patterns, and strings of the characters that mean something to the parser. */
function somePattern(): fc.Arbitrary<string> {
  const atom = fc.constantFrom(
    ..."abk.éß^$".split(""),
    "\\d",
    "\\pL",
    "\\p{Greek}",
    "\\b",
    "\\\\",
    "\\)",
    "\\Qa(b\\E",
    "[a-z]",
    "[^]a(]",
    "[[:digit:]{3}]",
    "[\\]){9}]",
    "(?i)",
    "(?:)",
    "()",
  );
  const count = fc.constantFrom(..."*+?".split(""), "{3}", "{0}", "{2,}", "{0,3}", "{2,5}?", "*?");
  const { sound } = fc.letrec<{ sound: string; part: string }>((tie) => ({
    part: fc.oneof(
      { depthSize: "small" },
      atom,
      fc.tuple(tie("part"), count).map((parts) => parts.join("")),
      tie("sound").map((inner) => `(${inner})`),
      tie("sound").map((inner) => `(?:${inner})`),
      tie("sound").map((inner) => `(?P<n>${inner})`),
    ),
    sound: fc.oneof(
      { depthSize: "small" },
      fc.array(tie("part"), { maxLength: 4 }).map((parts) => parts.join("")),
      fc.tuple(tie("sound"), tie("sound")).map((parts) => parts.join("|")),
    ),
  }));
  const noise = fc.string({
    unit: fc.constantFrom(..."a(){}[]|*+?\\^:Q-E,19P<>".split("")),
    maxLength: 16,
  });
  return fc.oneof({ weight: 3, arbitrary: sound }, { weight: 1, arbitrary: noise });
}
