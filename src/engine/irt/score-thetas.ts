/**
 * Estimates abilities of a batch of responses.
 *
 * @module
 */

import type { Plan, ResponseBatch } from "../scoring/plan.ts";
import { noEstimates, refuse, type ThetaEstimates } from "./estimate.ts";
import { PENDING, type ThetaPlan, UNREADABLE } from "./theta-plan.ts";

/**
 * One estimate a response, a function of its own row alone: the same bytes
 * whatever else the batch holds, on every runtime.
 *
 * Blanks that were not reached count as omitted ones; a code of either is read.
 * Memory is the result; nothing is allocated per response.
 *
 * @param levels Level codes of the wide items, shape [count, plan.wide.count].
 */
export function scoreThetas(
  plan: Pick<Plan, "rowLength" | "wide">,
  { codes, estimator }: ThetaPlan,
  { count, rows }: ResponseBatch,
  levels: Uint16Array,
): ThetaEstimates {
  const estimates = noEstimates(count);
  const { offsets, slots, starts, digits: table } = codes;
  const digits = new Uint8Array(starts.length);
  for (let response = 0; response < count; response++) {
    const row = response * plan.rowLength;
    const level = response * plan.wide.count;
    let highest = 0;
    for (let item = 0; item < offsets.length; item++) {
      const code = rows[row + (offsets[item] as number)] as number;
      const digit = table[(starts[item] as number) + code] as number;
      digits[item] = digit;
      if (digit > highest) highest = digit;
    }
    for (let place = 0; place < slots.length; place++) {
      const item = offsets.length + place;
      const code = levels[level + (slots[place] as number)] as number;
      const digit = table[(starts[item] as number) + code] as number;
      digits[item] = digit;
      if (digit > highest) highest = digit;
    }
    if (highest === UNREADABLE) refuse(estimates, response, "response_not_readable");
    else if (highest === PENDING) refuse(estimates, response, "ratings_pending");
    else estimator.estimate(digits, estimates, response);
  }
  return estimates;
}
