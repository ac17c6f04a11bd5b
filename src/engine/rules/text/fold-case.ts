/**
 * Unicode default case folding, full mapping: "MASSE" and "Maße" become equal.
 *
 * JavaScript has only lower and upper case. Folding is lower → upper → lower of
 * one character at a time (a whole word would bring in the rule of the final
 * sigma), except where Unicode decided otherwise:
 *
 *     ı                      stays: it is not the small letter of I here
 *     Cherokee 13A0..13F5    stay: this script folds to its capitals,
 *              13F8..13FD    less 8, and
 *              AB70..ABBF    less 97D0 (hexadecimal)
 *
 * Characters newer than the runtime's own Unicode stay as they are.
 *
 * Source: CaseFolding.txt of the Unicode Character Database, statuses C and F.
 * A test compares every character with another implementation.
 *
 * @module
 */

export function foldCase(text: string): string {
  // Whole ASCII words have no exceptions, and are most of what is typed.
  if (/^[\0-\u007f]*$/.test(text)) return text.toLowerCase();
  return Array.from(text, foldCharacter).join("");
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x131 || isWithin(code, 0x13a0, 0x13f5)) return character;
  if (isWithin(code, 0x13f8, 0x13fd)) return String.fromCodePoint(code - 8);
  if (isWithin(code, 0xab70, 0xabbf)) return String.fromCodePoint(code - 0x97d0);
  return character.toLowerCase().toUpperCase().toLowerCase();
}

function isWithin(code: number, first: number, last: number): boolean {
  return first <= code && code <= last;
}
