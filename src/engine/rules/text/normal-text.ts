/**
 * The form in which texts are compared.
 *
 * In this order: NFC; white space trimmed and collapsed; Unicode default case
 * folding, unless case matters; accents taken off, if asked for.
 *
 * @module
 */

import { foldCase } from "./fold-case.ts";

export interface TextComparison {
  readonly caseSensitive: boolean;
  readonly foldAccents: boolean;
}

export function normalText(text: string, { caseSensitive, foldAccents }: TextComparison): string {
  // \s of JavaScript lacks U+0085, which Unicode counts as white space.
  const collapsed = text
    .normalize("NFC")
    .replace(/[\s\u0085]+/g, " ")
    .trim();
  const folded = caseSensitive ? collapsed : foldCase(collapsed);
  const bare = foldAccents ? folded.normalize("NFD").replace(ACCENTS, "") : folded;
  // Folding and taking marks off both leave text that may compose again.
  return bare.normalize("NFC");
}

/**
 * The blocks of combining diacritical marks. Not every combining character: the
 * vowels of Hindi and the voicing of Japanese are no accents. Letters of their
 * own, such as ø and ł, stay.
 */
const ACCENTS = /[\u0300-\u036f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]/g;
