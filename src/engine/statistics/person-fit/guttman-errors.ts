/**
 * Answers that are wrong where an easier item would be right.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

/**
 * Guttman errors: pairs of items of which the easier was answered wrongly and
 * the harder rightly.
 *
 *     G = Σ_i<j (1 - x_i) x_j      items from the easiest to the hardest
 *
 * A whole number; 0 where everything up to some difficulty is right and
 * everything beyond it wrong. O(items).
 *
 * Source: Meijer, R. R. (1994). The number of Guttman errors as a simple and
 * powerful person-fit statistic. Applied Psychological Measurement, 18, 311-314.
 *
 * @param right Of the items that were answered, from the easiest to the hardest.
 */
export function guttmanErrors(right: readonly boolean[]): Result<number, "too_few_items"> {
  if (right.length < 2) return err("too_few_items");
  let wrong = 0;
  let errors = 0;
  for (const isRight of right) {
    if (isRight) errors += wrong;
    else wrong++;
  }
  return ok(errors);
}
