/**
 * The compiled plan of a stored revision.
 *
 * @module
 */

import type { Layout } from "#engine/answers/layout.ts";
import { compilePlan } from "#engine/scoring/compile-plan.ts";
import type { Plan } from "#engine/scoring/plan.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import type { Revision } from "#store/revisions.ts";

import type { Deps } from "./deps.ts";

/**
 * Compiles a revision once per layout and keeps it while it is in use.
 *
 * @throws RangeError for a revision that cannot be compiled: such a definition
 *   is refused before it is stored.
 */
export function planOfRevision(
  deps: Pick<Deps, "lifetime">,
  key: AssessmentKey,
  revision: Revision,
  layout: Layout,
): Plan {
  const name = `${key}/${revision.number}/${layout.version}`;
  const known = deps.lifetime.plans.get(name);
  if (known !== undefined) return known;
  const plan = compilePlan(revision.definition, layout);
  if (!plan.ok) throw new RangeError(`revision ${revision.number} has ${plan.error.code}`);
  deps.lifetime.plans.set(name, plan.value);
  return plan.value;
}
