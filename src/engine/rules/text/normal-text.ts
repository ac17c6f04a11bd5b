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
  const collapsed = text.normalize("NFC").trim().replace(/\s+/g, " ");
  const folded = caseSensitive ? collapsed : foldCase(collapsed);
  return foldAccents ? withoutAccents(folded) : folded.normalize("NFC");
}

/** Marks that combine with a letter go; letters of their own, such as ø and ł, stay. */
function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{Mn}+/gu, "").normalize("NFC");
}
