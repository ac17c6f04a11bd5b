/**
 * A scale as a test, from its tally.
 *
 * @module
 */

import { multiply, type Rational, rational } from "../../numbers/rational.ts";
import { isAnswered } from "../../scoring/is-answered.ts";
import type { MemberCells, Plan, ScalePlan, TestPlan } from "../../scoring/plan.ts";
import { barsOf } from "../histogram.ts";
import { emptyMoments, mergeMoments } from "../moments.ts";
import { quotient } from "../quotient.ts";
import type { HistogramBar } from "../summary.ts";
import type { Tally } from "../tally.ts";
import { distancesOf, type TestTally } from "../test-tally.ts";
import { leastGaps } from "./least-gaps.ts";
import type { ItemCounts, TestBlock, TestCounts, TestItem } from "./test-counts.ts";
import { totalsOf } from "./totals-of.ts";

/**
 * Over the results in which the scale has a value; members in the scale's
 * order. x is reversed and weighted; a missing answer is worth nothing, or its
 * blank points where the scale says zero. The scale is the sum, before it is
 * divided or transformed. O(cells).
 *
 * @returns null where the scale is no sum, or people score some of it.
 */
export function scaleCounts(plan: Plan, tally: Tally, index: number): TestCounts | null {
  const scale = plan.scales[index];
  const test = plan.tests[index] ?? null;
  const own = tally.tests[index] ?? null;
  if (scale === undefined || test === null || own === null) return null;
  const members = inScaleOrder(scale, test);
  const unit = multiply(rational(BigInt(scale.unit)), scale.arithmetic.one);
  const all = blockOf(test, own, { members, blocks: [0, 1] });
  return {
    id: scale.id,
    unit,
    items: members.map(testItem),
    all,
    complete: blockOf(test, own, { members, blocks: [0] }),
    gaps: leastGaps(
      plan.definition,
      all.items.map(({ n }) => n),
    ),
    histogram: histogramOf(test, own, unit),
  };
}

/** Bars lie as those of the total do. */
function histogramOf(test: TestPlan, own: TestTally, { p, q }: Rational): HistogramBar[] | null {
  if (test.valueCount === null) return null;
  const { least, most } = test;
  const counts = valuesOf(test, own, [0, 1]);
  return barsOf({ counts, width: 1, least, most }, (value) => quotient(BigInt(value) * p, q));
}

function inScaleOrder({ kernel }: ScalePlan, { members }: TestPlan): MemberCells[] {
  const ordered: MemberCells[] = [];
  for (const [place, index] of kernel.order.entries()) {
    ordered[index] = members[place] as MemberCells;
  }
  return ordered;
}

function testItem({ item, worth }: MemberCells): TestItem {
  const codes = Array.from(worth, (x, code) => ({
    code,
    x,
    isAnswer: isAnswered(item.item, code),
  }));
  const answers = codes.filter(({ x, isAnswer }) => isAnswer && !Number.isNaN(x));
  return {
    id: item.item.id,
    least: Math.min(...answers.map(({ x }) => x)),
    most: Math.max(...answers.map(({ x }) => x)),
    codes,
  };
}

interface Counted {
  readonly members: readonly MemberCells[];
  readonly blocks: readonly (0 | 1)[];
}

function blockOf(test: TestPlan, tally: TestTally, { members, blocks }: Counted): TestBlock {
  const total = emptyMoments();
  for (const block of blocks) mergeMoments(total, tally.moments[block]);
  return {
    total,
    totals: test.valueCount === null ? null : totalsOf(valuesOf(test, tally, blocks), test.least),
    items: members.map((member) => itemCounts(test, tally, { member, blocks })),
  };
}

function valuesOf(
  { valueCount }: TestPlan,
  { histogram }: TestTally,
  blocks: readonly number[],
): Float64Array {
  const counts = new Float64Array(valueCount ?? 0);
  for (const block of blocks) {
    for (let value = 0; value < counts.length; value++) {
      const own = histogram[block * counts.length + value] as number;
      counts[value] = (counts[value] as number) + own;
    }
  }
  return counts;
}

function itemCounts(
  { stride, least }: TestPlan,
  tally: TestTally,
  { member, blocks }: { readonly member: MemberCells; readonly blocks: readonly number[] },
): ItemCounts {
  const n = new Float64Array(member.worth.length);
  const totals = Array.from(member.worth, (_, code) => {
    let distances = 0n;
    for (const block of blocks) {
      const cell = block * stride + member.start + code;
      n[code] = (n[code] as number) + (tally.counts[cell] as number);
      distances += distancesOf(tally, cell);
    }
    return distances + BigInt(n[code] as number) * BigInt(least);
  });
  return { n, totals, joint: null };
}
