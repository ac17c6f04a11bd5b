import type { AnalysisReason } from "./analysis-reason.ts";
import { type Spreads, spreadsOf } from "./spreads.ts";
import type { TestBlock, TestCounts } from "./test-counts.ts";

/** How every item of a block goes with its total. */
export interface BlockRelations {
  readonly spreads: readonly Spreads[];
  /** Sum of the items' own spreads. */
  readonly spread: bigint;
}

/** Or why nothing can be said. O(codes of all items). */
export function blockRelations(
  { items, gaps }: TestCounts,
  block: TestBlock,
  { isComplete }: { readonly isComplete: boolean },
): BlockRelations | AnalysisReason {
  const { n } = block.total;
  if (n === 0) return "no_responses";
  if (gaps > 0 && !isComplete) return "several_presented_sets";
  if (n === 1) return "fewer_than_two_responses";
  const spreads = items.map((item, place) => {
    const counts = block.items[place];
    if (counts === undefined) throw new RangeError(`no counts of item ${item.id}`);
    return spreadsOf(item, counts, block.total);
  });
  return { spreads, spread: spreads.reduce((sum, { own }) => sum + own, 0n) };
}
