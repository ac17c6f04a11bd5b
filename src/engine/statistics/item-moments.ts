import type { Plan } from "../scoring/plan.ts";
import type { Tally } from "./tally.ts";

/** Sum and sum of squares of one item's points, in units, over the results that count. */
export interface ItemMoments {
  readonly sum: bigint;
  readonly squares: bigint;
}

/** Read off the joint counts: O(bins * cells of a bin), however many responses there are. */
export function itemMoments(plan: Plan, tally: Tally): ItemMoments[] {
  const counts = countsByCode(plan, tally);
  return plan.items.map((item, index) => {
    const start = plan.cells.starts[index] as number;
    let sum = 0n;
    let squares = 0n;
    for (const [code, value] of item.units.entries()) {
      const n = counts[start + code] as number;
      if (n === 0) continue;
      const units = BigInt(value);
      sum += BigInt(n) * units;
      squares += BigInt(n) * units * units;
    }
    return { sum, squares };
  });
}

/** Results by item and code, shape [stride]. */
export function countsByCode(plan: Plan, tally: Tally): Float64Array {
  const { binCount, blocks, stride } = plan.cells;
  const counts = new Float64Array(stride);
  for (let bin = 0, cell = 0; bin < blocks * binCount; bin++) {
    for (let code = 0; code < stride; code++, cell++) {
      counts[code] = (counts[code] as number) + (tally.cells[cell] as number);
    }
  }
  return counts;
}
