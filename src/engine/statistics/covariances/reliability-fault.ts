/**
 * Why a statistic of reliability is undefined.
 *
 * - fewer_than_two_responses: also where only one pair of items has fewer;
 * - no_variance: of the total, of the sum of standardised items, or of a half;
 * - item_without_variance: it correlates with nothing;
 * - singular: some item is a sum of the others, as where responses are fewer than items;
 * - several_presented_sets: not everybody was shown every item.
 *
 * @module
 */

export type ReliabilityFault =
  | "fewer_than_two_responses"
  | "fewer_than_two_items"
  | "no_variance"
  | "item_without_variance"
  | "singular"
  | "several_presented_sets";
