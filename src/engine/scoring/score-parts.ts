/**
 * Totals and plain scales of a batch.
 *
 * @module
 */

import { addUp, type Codes } from "./add-up.ts";
import type { Plan } from "./plan.ts";

export interface ScoredParts {
  /** In units of the plan, shape [count]; NaN where the revision cannot read the response. */
  readonly totals: Float64Array;
  /** By the scale's index; undefined for scales that are not plain. */
  readonly scales: readonly (Float64Array | undefined)[];
}

/** Every item is looked up and added once, whatever sums it is in. O(responses * items). */
export function scoreParts(plan: Plan, codes: Codes): ScoredParts {
  const totals = new Sum();
  const scales = plan.scales.map(() => new Sum());
  for (const part of plan.parts) {
    const values = addUp(plan, part.table, codes);
    totals.add(values);
    for (const index of part.scales) scales[index]?.add(values);
  }
  return {
    totals: totals.values ?? new Float64Array(codes.batch.count),
    scales: scales.map(({ values }) => values),
  };
}

/** The sum of some parts; of a single one the part itself, which stays as it is. */
class Sum {
  values: Float64Array | undefined;
  #isOwn = false;

  add(part: Float64Array): void {
    if (this.values === undefined) {
      this.values = part;
      return;
    }
    this.values = sumOf(
      this.values,
      part,
      this.#isOwn ? this.values : new Float64Array(part.length),
    );
    this.#isOwn = true;
  }
}

function sumOf(left: Float64Array, right: Float64Array, sums: Float64Array): Float64Array {
  for (let response = 0; response < sums.length; response++) {
    sums[response] = (left[response] as number) + (right[response] as number);
  }
  return sums;
}
