/**
 * The total of a form as a test, from its tally.
 *
 * @module
 */

import { MICROPOINTS_PER_POINT } from "../../micropoints.ts";
import { rational } from "../../numbers/rational.ts";
import { isAnswered } from "../../scoring/is-answered.ts";
import type { Plan, PlanItem } from "../../scoring/plan.ts";
import { histogramOf } from "../histogram.ts";
import type { Tally } from "../tally.ts";
import { jointBlock } from "./joint-block.ts";
import type { ItemCounts, TestBlock, TestCounts, TestItem } from "./test-counts.ts";

/**
 * O(bins * cells of a bin), however many responses there are.
 *
 * Where complete results are not told from others, the block of complete ones
 * is null: their statistics are unknown, not those of nobody.
 */
export function totalCounts(plan: Plan, tally: Tally): TestCounts {
  const { blocks, binWidth, stride, binCount, minUnits } = plan.cells;
  const size = binCount * stride;
  const parts = Array.from({ length: blocks }, (_, block) => ({
    histogram: tally.histogram.subarray(block * binCount, (block + 1) * binCount),
    cells: tally.cells.subarray(block * size, (block + 1) * size),
  }));
  const rows = Array.from({ length: binCount }, (_, row) => ({ row, total: minUnits + row }));
  // Of nobody everything is known.
  const isNobody = tally.responses === 0;
  return {
    id: "total",
    unit: rational(BigInt(plan.unit), BigInt(MICROPOINTS_PER_POINT)),
    items: plan.items.map((item) => testItem(plan, item)),
    all: binWidth === 1 || isNobody ? jointBlock(plan, parts, rows) : binnedBlock(plan, tally),
    complete: blocks === 2 || isNobody ? jointBlock(plan, parts.slice(0, 1), rows) : null,
    gaps: tally.incomplete,
    histogram: histogramOf(plan, tally),
  };
}

function testItem({ unit }: Plan, { item, units, compiled }: PlanItem): TestItem {
  return {
    id: item.id,
    least: (compiled.levels[0] ?? 0) / unit,
    most: (compiled.levels.at(-1) ?? 0) / unit,
    codes: Array.from(units, (x, code) => ({ code, x, isAnswer: isAnswered(item, code) })),
  };
}

/** Totals that share a bin: what a bin leaves out was added up beside it. */
function binnedBlock(plan: Plan, tally: Tally): TestBlock {
  const { starts, stride, binCount, binWidth, minUnits } = plan.cells;
  const items = plan.items.map(({ units }, index): ItemCounts => {
    const n = new Float64Array(units.length);
    const totals = Array.from(units, (_, code) => {
      const cell = (starts[index] as number) + code;
      let sum = tally.remainders[cell] ?? 0n;
      for (let bin = 0; bin < binCount; bin++) {
        const count = tally.cells[bin * stride + cell] as number;
        if (count === 0) continue;
        n[code] = (n[code] as number) + count;
        sum += BigInt(count) * BigInt(minUnits + bin * binWidth);
      }
      return sum;
    });
    return { n, totals, joint: null };
  });
  return { total: tally.total, totals: null, items };
}
