/**
 * D27: how much more of an item's points the upper group earns than the lower.
 *
 *     D = (mean of the upper group - mean of the lower group) / most points
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { quotient } from "../quotient.ts";
import type { AnalysisReason } from "./analysis-reason.ts";
import type { ExtremeGroups, GroupEdge } from "./extreme-groups.ts";
import type { TestItem } from "./test-counts.ts";

export interface GroupDiscrimination {
  /** Results at a group's edge count by the share of them that fits in: each group has its size. */
  readonly tieWeighted: number;
  /** All results at the edges are in: groups are larger than their size. */
  readonly inclusive: number;
}

/**
 * Both from whole numbers, rounded once. O(codes * totals).
 *
 * @param joint Results by code of the item and T.
 */
export function groupDiscrimination(
  item: TestItem,
  joint: readonly Float64Array[],
  { size, lower, upper }: ExtremeGroups,
): Result<GroupDiscrimination, AnalysisReason> {
  if (item.most <= 0) return err("no_points");
  const low = pointsOf(item, joint, { from: 0, to: lower.place, edge: lower });
  const high = pointsOf(item, joint, { from: upper.place + 1, to: Infinity, edge: upper });
  return ok({
    tieWeighted: difference(item, weighted(high, upper, size), weighted(low, lower, size)),
    inclusive: difference(item, included(high, upper), included(low, lower)),
  });
}

/** Σx of a group's results, in units. */
interface GroupPoints {
  readonly inside: bigint;
  readonly at: bigint;
}

interface GroupRange {
  /** Places of the totals that are inside, the last one left out. */
  readonly from: number;
  readonly to: number;
  readonly edge: GroupEdge;
}

function pointsOf(
  { codes }: TestItem,
  joint: readonly Float64Array[],
  { from, to, edge }: GroupRange,
): GroupPoints {
  let [inside, at] = [0n, 0n];
  for (const [place, { x }] of codes.entries()) {
    if (x === 0 || Number.isNaN(x)) continue;
    const counts = joint[place] as Float64Array;
    inside += BigInt(x) * BigInt(sumOf(counts, from, Math.min(to, counts.length)));
    at += BigInt(x) * BigInt(counts[edge.place] as number);
  }
  return { inside, at };
}

function sumOf(counts: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let place = from; place < to; place++) sum += counts[place] as number;
  return sum;
}

/** A mean as numerator and denominator. */
type Mean = readonly [bigint, bigint];

function weighted({ inside, at }: GroupPoints, edge: GroupEdge, size: number): Mean {
  const tied = BigInt(edge.at);
  return [inside * tied + at * BigInt(edge.taken), tied * BigInt(size)];
}

function included({ inside, at }: GroupPoints, edge: GroupEdge): Mean {
  return [inside + at, BigInt(edge.inside + edge.at)];
}

function difference({ most }: TestItem, [high, ofHigh]: Mean, [low, ofLow]: Mean): number {
  return quotient(high * ofLow - low * ofHigh, ofHigh * ofLow * BigInt(most));
}
