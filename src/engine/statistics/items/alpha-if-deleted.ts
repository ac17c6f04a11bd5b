import { err, ok } from "#result";

import { alphaOfSpreads } from "../coefficient-alpha.ts";
import type { AnalysisResult } from "./analysis-reason.ts";
import type { Spreads } from "./spreads.ts";

/**
 * Coefficient alpha of the k - 1 other items.
 *
 * @param test All items, and the sum of n Σx² - (Σx)² over them.
 */
export function alphaIfDeleted(
  { own, rest }: Spreads,
  test: { readonly items: number; readonly spread: bigint },
): AnalysisResult {
  if (test.items < 3) return err("too_few_other_items");
  if (rest === 0n) return err("no_variance");
  return ok(alphaOfSpreads(test.items - 1, test.spread - own, rest));
}
