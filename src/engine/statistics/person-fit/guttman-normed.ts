import { err, ok, type Result } from "#result";

import { guttmanErrors } from "./guttman-errors.ts";

/**
 * Guttman errors over the most that there can be with so many right answers.
 *
 *     G* = G / (r (n - r))      n items answered, r of them right
 *
 * From 0 to 1, where all right answers are on the hardest items. Undefined
 * where all or none are right.
 *
 * Source: van der Flier, H. (1977). Environmental factors and deviant response
 * patterns. In Y. H. Poortinga (Ed.), Basic problems in cross-cultural
 * psychology. Amsterdam: Swets & Zeitlinger.
 *
 * @param right As for `guttmanErrors`.
 */
export function guttmanNormed(
  right: readonly boolean[],
): Result<number, "too_few_items" | "all_right_or_all_wrong"> {
  const errors = guttmanErrors(right);
  if (!errors.ok) return errors;
  const rights = right.filter(Boolean).length;
  const most = rights * (right.length - rights);
  return most > 0 ? ok(errors.value / most) : err("all_right_or_all_wrong");
}
