/**
 * The counts of the total, read off a tally.
 *
 * @module
 */

import { MICROPOINTS_PER_POINT } from "../../micropoints.ts";
import { rational } from "../../numbers/rational.ts";
import { isAnswered } from "../../scoring/is-answered.ts";
import type { Plan, PlanItem } from "../../scoring/plan.ts";
import type { Tally } from "../tally.ts";
import type { ItemCounts, TestBlock, TestCode, TestCounts, TestItem } from "./test-counts.ts";

export interface AllTestCounts {
  readonly total: TestCounts;
  /** Of the scales whose value is a sum. */
  readonly scales: readonly TestCounts[];
}

/** O(bins * stride). */
export function testCounts(plan: Plan, tally: Tally): AllTestCounts {
  return { total: totalCounts(plan, tally), scales: [] };
}

/** A tally does not tell complete results from others: `complete` holds all of them. */
function totalCounts(plan: Plan, tally: Tally): TestCounts {
  const items = plan.items.map((item) => testItem(item, plan.unit));
  const block = blockOf(plan, tally, items);
  return {
    id: "total",
    unit: rational(BigInt(plan.unit), BigInt(MICROPOINTS_PER_POINT)),
    items,
    all: block,
    complete: block,
    gaps: tally.incomplete,
  };
}

function testItem({ item, compiled, units }: PlanItem, unit: number): TestItem {
  const { levels } = compiled;
  return {
    id: item.id,
    least: (levels[0] ?? 0) / unit,
    most: (levels.at(-1) ?? 0) / unit,
    codes: Array.from(units, (x, code): TestCode => ({
      code,
      x,
      isAnswer: isAnswered(item, code),
    })),
  };
}

function blockOf(plan: Plan, tally: Tally, items: readonly TestItem[]): TestBlock {
  const { binCount, binWidth, minUnits, starts } = plan.cells;
  const bins = Array.from({ length: binCount }, (_, bin) => bin).filter(
    (bin) => tally.histogram[bin] !== 0,
  );
  const totals = {
    totals: Float64Array.from(bins, (bin) => minUnits + bin),
    counts: Float64Array.from(bins, (bin) => tally.histogram[bin] as number),
  };
  const hasTotals = binWidth === 1;
  return {
    total: tally.total,
    totals: hasTotals ? totals : null,
    items: items.map(({ codes }, index) => {
      const counted = countItem(plan, tally, bins, {
        start: starts[index] as number,
        codes: codes.length,
      });
      return hasTotals ? counted : { ...counted, joint: null };
    }),
  };
}

interface ItemCells {
  /** Cell of the item's first code. */
  readonly start: number;
  readonly codes: number;
}

/** @param bins Those that hold results, ascending. */
function countItem(
  { cells: { stride, minUnits, binWidth } }: Plan,
  { cells, remainders }: Tally,
  bins: readonly number[],
  { start, codes }: ItemCells,
): ItemCounts {
  const n = new Float64Array(codes);
  // Far below 2^53: bins are few.
  const ofBins = new Float64Array(codes);
  const joint = Array.from(n, () => new Float64Array(bins.length));
  for (const [place, bin] of bins.entries()) {
    const first = bin * stride + start;
    for (let code = 0; code < codes; code++) {
      const count = cells[first + code] as number;
      (joint[code] as Float64Array)[place] = count;
      n[code] = (n[code] as number) + count;
      ofBins[code] = (ofBins[code] as number) + count * bin;
    }
  }
  // T = min + bin * width + remainder.
  const totals = Array.from(n, (count, code) => {
    const lowest = BigInt(count) * BigInt(minUnits);
    const inBins = BigInt(ofBins[code] as number) * BigInt(binWidth);
    return lowest + inBins + (remainders[start + code] ?? 0n);
  });
  return { n, totals, joint };
}
