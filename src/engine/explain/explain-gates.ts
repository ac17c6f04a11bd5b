/**
 * Which conditions of a gate hold.
 *
 * @module
 */

import type { Condition } from "../definition/gate.ts";
import type { Plan } from "../scoring/plan.ts";
import type { ReadResult } from "../scoring/read-result.ts";

import { type Compared, comparedWith } from "./compared.ts";

export interface GateExplanation {
  readonly id: string;
  /** Null where a condition has no value. */
  readonly passed: boolean | null;
  readonly conditions: readonly ConditionExplanation[];
}

interface ConditionExplanation extends Condition, Compared {
  readonly holds: boolean | null;
}

export function explainGates(plan: Plan, read: ReadResult): GateExplanation[] {
  return (plan.definition.gates ?? []).map(({ id, all }, index) => {
    const { isPassed = null, verdicts = [] } = read.gates[index] ?? {};
    const planned = plan.gates[index]?.conditions ?? [];
    const conditions = planned.flatMap((judging, place) => {
      const condition = all[place];
      if (condition === undefined) return [];
      const compared = comparedWith(plan, read, judging);
      return [{ ...condition, ...compared, holds: holdsOf(verdicts[place] ?? -1) }];
    });
    return { id, passed: isPassed, conditions };
  });
}

function holdsOf(verdict: number): boolean | null {
  return verdict < 0 ? null : verdict === 1;
}
