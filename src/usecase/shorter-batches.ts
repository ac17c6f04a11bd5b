import { GREATEST_BATCH } from "./batch-ranges.ts";
import type { Limits } from "./deps.ts";

/** Products worked out in one go: some 50 ms, up to six times as long where answers are missing. */
const PRODUCTS_AT_ONCE = 1e8;

/**
 * Limits whose batches are short enough for others to get their turn.
 *
 * @param products That each response takes.
 */
export function shorterBatches(limits: Limits, products: number): Limits {
  const most = Math.max(1, Math.floor(PRODUCTS_AT_ONCE / Math.max(1, products)));
  if (most >= (limits.batchSize ?? GREATEST_BATCH)) return limits;
  return { ...limits, batchSize: most };
}
