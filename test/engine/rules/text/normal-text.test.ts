import { describe, expect, test } from "bun:test";

import { normalText } from "#engine/rules/text/normal-text.ts";

const plain = { caseSensitive: false, foldAccents: false };

describe("normalText", () => {
  test.each([
    ["  New \t\n York\u00a0", "new york"],
    ["a\u0085b\u3000c", "a b c"],
    ["e\u0301", "\u00e9"],
    ["STRASSE", "strasse"],
    ["Straße", "strasse"],
    ["İ", "i\u0307"],
    ["ﬁn", "fin"],
    ["\u212b", "\u00e5"],
    ["", ""],
    [" ", ""],
  ])("brings %j to %j", (text, normal) => {
    expect(normalText(text, plain)).toBe(normal);
  });

  test("keeps case where it matters, and accents unless asked", () => {
    expect(normalText(" PaRis ", { ...plain, caseSensitive: true })).toBe("PaRis");
    expect(normalText("Éa", plain)).toBe("éa");
    expect(normalText("Éa", { ...plain, caseSensitive: true, foldAccents: true })).toBe("Ea");
  });

  test("takes off accents, and nothing that makes another letter", () => {
    const bare = (text: string) => normalText(text, { ...plain, foldAccents: true });
    expect(bare("Ångström Çà ñ Việt")).toBe("angstrom ca n viet");
    expect(bare("łø")).toBe("łø");
    expect(bare("が")).toBe("が");
    expect(bare("की कु")).toBe("की कु");
    expect(bare("한글")).toBe("한글");
  });

  test("changes nothing the second time", () => {
    for (const text of ["ΐ", "ᾳ\u0345", "ǰ\u0323", "ẞ İı", "ﬃ"]) {
      for (const foldAccents of [false, true]) {
        const once = normalText(text, { ...plain, foldAccents });
        expect(normalText(once, { ...plain, foldAccents })).toBe(once);
      }
    }
  });
});
