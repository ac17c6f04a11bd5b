import { expect, test } from "bun:test";

import { CodeBookOfAssessment } from "#usecase/code-book.ts";

test("a code book forgets by how long its answers are, too", () => {
  const book = new CodeBookOfAssessment();
  const texts = Array.from({ length: 30_000 }, (_, at) => `${at}`.padEnd(900, "x"));
  for (const [code, text] of texts.entries()) book.learn(0, text, code);
  const known = texts.filter((text) => book.codeOf(0, text) !== undefined);
  expect(known.length * 900).toBeLessThan(9_000_000);
  expect(book.codeOf(0, texts.at(-1) ?? "")).toBe(29_999);
});

test("an essay is not learnt: the database knows it", () => {
  const book = new CodeBookOfAssessment();
  book.learn(0, "x".repeat(2_000), 8);
  expect(book.codeOf(0, "x".repeat(2_000))).toBeUndefined();
});
