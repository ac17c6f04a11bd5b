/**
 * The abilities that person fit is judged at: EAP, whatever the definition's
 * entry itself estimates by.
 *
 * @module
 */

import type { Irt } from "../../definition/irt.ts";
import type { Plan } from "../../scoring/plan.ts";
import { planThetas, type ThetaPlan, thetaPlansOf } from "../theta-plan.ts";

const fitPlans = new WeakMap<Plan, readonly ThetaPlan[]>();

/** One for each of the definition's `irt`; made when fit is first asked for, once. */
export function fitPlansOf(plan: Plan): readonly ThetaPlan[] {
  const known = fitPlans.get(plan);
  if (known !== undefined) return known;
  const planned = planFit(plan);
  fitPlans.set(plan, planned);
  return planned;
}

/** With the entry's own grid and prior, where it has them. */
function planFit(plan: Plan): readonly ThetaPlan[] {
  const { irt = [] } = plan.definition;
  if (irt.every(({ method }) => method === "eap")) return thetaPlansOf(plan);
  const byEap = irt.map((entry): Irt => ({ ...entry, method: "eap" }));
  return planThetas({ ...plan, definition: { ...plan.definition, irt: byEap } });
}
