/**
 * The items of a form from the easiest to the hardest, by what a revision's
 * results have shown.
 *
 * @module
 */

import { answerState } from "../../scoring/answer-state.ts";
import { isAnswered } from "../../scoring/is-answered.ts";
import type { Plan, PlanItem } from "../../scoring/plan.ts";
import { countsByCode } from "../item-moments.ts";
import type { Tally } from "../tally.ts";

/** An item whose answers are worth one of two points. */
export interface GuttmanItem {
  readonly item: PlanItem;
  /** The greater of the two, in units. */
  readonly right: number;
}

interface Counted extends GuttmanItem {
  readonly rightCount: number;
  /** Final results that show the item as answered, omitted or not reached. */
  readonly count: number;
}

/**
 * Sorted by p, the share of right answers, from the greatest to the least;
 * equal ones in the order of the form. Shares are compared as whole numbers.
 * Items that nobody was shown are left out. O(bins * cells of a bin).
 */
export function guttmanOrder(plan: Plan, tally: Tally): readonly GuttmanItem[] {
  const counts = countsByCode(plan, tally);
  return plan.items
    .flatMap((item, index) => {
      const start = plan.cells.starts[index] as number;
      return item.compiled.levels.length === 2 ? [countedItem(plan, item, counts, start)] : [];
    })
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.rightCount * a.count - a.rightCount * b.count);
}

function countedItem(plan: Plan, item: PlanItem, counts: Float64Array, start: number): Counted {
  const right = (item.compiled.levels[1] as number) / plan.unit;
  let rightCount = 0;
  let count = 0;
  for (const [code, units] of item.units.entries()) {
    const n = counts[start + code] as number;
    const state = answerState(item.item, code, plan.definition.absentMeans);
    if (state === "answered" || state === "omitted") count += n;
    if (isAnswered(item.item, code) && units === right) rightCount += n;
  }
  return { item, right, rightCount, count };
}
