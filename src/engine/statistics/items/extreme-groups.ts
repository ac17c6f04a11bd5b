import { err, ok, type Result } from "#result";

import type { AnalysisReason } from "./analysis-reason.ts";
import type { TotalCounts } from "./test-counts.ts";

/** The results with the lowest and with the highest totals, 27% each. */
export interface ExtremeGroups {
  /** Results in each: ⌊(27 N + 50) / 100⌋. */
  readonly size: number;
  readonly lower: GroupEdge;
  readonly upper: GroupEdge;
}

/** Where a group ends: several results have the total at its edge, and some of them fit in. */
export interface GroupEdge {
  /** Of the total at the edge, among the distinct totals. */
  readonly place: number;
  /** Results beyond the edge, all of them in the group. */
  readonly inside: number;
  /** Results at the edge. */
  readonly at: number;
  /** How many of those the group has room for, 1 at least. */
  readonly taken: number;
}

/**
 * 27% separates best where scores are normal (Kelley, T. L. (1939). The
 * selection of upper and lower groups for the validation of test items.
 * Journal of Educational Psychology, 30(1), 17-24). O(totals).
 */
export function extremeGroups({
  totals,
  counts,
}: TotalCounts): Result<ExtremeGroups, AnalysisReason> {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return err("no_responses");
  const size = Math.floor((27 * n + 50) / 100);
  if (size === 0) return err("fewer_than_two_responses");
  const ascending = [...totals.keys()];
  const lower = edgeOf(counts, size, ascending);
  const upper = edgeOf(counts, size, ascending.toReversed());
  return lower.place >= upper.place ? err("groups_meet") : ok({ size, lower, upper });
}

function edgeOf(counts: Float64Array, size: number, order: readonly number[]): GroupEdge {
  let inside = 0;
  for (const place of order) {
    const at = counts[place] as number;
    if (inside + at >= size) return { place, inside, at, taken: size - inside };
    inside += at;
  }
  throw new RangeError("a group larger than all results");
}
