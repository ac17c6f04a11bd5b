import { describe, expect, test } from "bun:test";

import { foldCase } from "#engine/rules/text/fold-case.ts";

import reference from "../../../reference/case-folding.json";

describe("foldCase", () => {
  test("folds every character as another implementation does", () => {
    const expected = referenceFoldings();
    const isUnassigned = unassignedCharacters();
    const different: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const folded = foldCase(String.fromCodePoint(code));
      const isAsExpected = folded === (expected.get(code) ?? String.fromCodePoint(code));
      if (!isAsExpected && !isUnassigned(code)) different.push(code.toString(16));
    }
    expect(different).toEqual([]);
    expect(expected.size).toBeGreaterThan(1_500);
  });

  test("is character by character, whatever surrounds them", () => {
    expect(foldCase("ΟΔΥΣΣΕΥΣ")).toBe("οδυσσευσ");
    expect(foldCase("ὈΔΥΣΣΕΎΣ")).toBe(foldCase("ὀδυσσεύς"));
    expect(foldCase("MASSE")).toBe(foldCase("Maße"));
  });

  test("keeps the dotless i apart from i, and Cherokee at its capitals", () => {
    expect(foldCase("ı")).toBe("ı");
    expect(foldCase("ᏣᎳᎩ")).toBe("ᏣᎳᎩ");
    expect(foldCase("ꮳꮃꭹ")).toBe("ᏣᎳᎩ");
  });
});

function referenceFoldings(): ReadonlyMap<number, string> {
  const foldings = new Map<number, string>();
  for (const run of reference.runs.split(" ")) {
    const [first = "", last = "", step = "", delta = ""] = run.split(",");
    for (let code = parseInt(first, 16); code <= parseInt(last, 16); code += Number(step)) {
      foldings.set(code, String.fromCodePoint(code + Number(delta)));
    }
  }
  for (const [code, folded] of Object.entries(reference.full)) {
    foldings.set(parseInt(code, 16), folded);
  }
  return foldings;
}

/** In the reference's version of Unicode; the runtime's may be newer. */
function unassignedCharacters(): (code: number) => boolean {
  const unassigned = new Set<number>();
  for (const range of reference.unassigned.split(" ")) {
    const [first = "", last = ""] = range.split(",");
    for (let code = parseInt(first, 16); code <= parseInt(last, 16); code++) unassigned.add(code);
  }
  return (code) => unassigned.has(code);
}
