/**
 * Which members a scale's value is made of.
 *
 * @module
 */

import { toPoints } from "../micropoints.ts";
import type { Plan, ScalePlan } from "../scoring/plan.ts";
import type { ReadResult, ReadScale } from "../scoring/read-result.ts";

import type { ExplainedItem, ItemState } from "./explain-item.ts";

export interface ScaleExplanation {
  readonly id: string;
  /** What else the definition says of it: the aggregate and what missing answers do. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly members: readonly MemberExplanation[];
  /** Members without an answer, by item. */
  readonly unanswered: readonly string[];
  readonly answered: number;
  readonly raw: number | null;
  readonly value: number | null;
  readonly max: number;
  readonly reason: string | null;
}

interface MemberExplanation {
  readonly item: string;
  readonly state: ItemState;
  readonly points: number | null;
}

export function explainScales(
  plan: Plan,
  items: readonly ExplainedItem[],
  { scales }: ReadResult,
): ScaleExplanation[] {
  return scales.map((read, index) =>
    explainScale(read, {
      parameters: parametersOf(plan, index),
      members: membersOf(plan.scales[index], items),
    }),
  );
}

function explainScale(
  { id, raw, max, answered, reason }: ReadScale,
  of: Pick<ScaleExplanation, "parameters" | "members">,
): ScaleExplanation {
  const value = raw === null ? null : toPoints(raw);
  const unanswered = of.members.filter(({ state }) => state !== "answered").map(({ item }) => item);
  return { id, ...of, unanswered, answered, raw: value, value, max: toPoints(max), reason };
}

function parametersOf({ definition }: Plan, index: number): ScaleExplanation["parameters"] {
  const { id: _, items: __, ...parameters } = definition.scales[index] ?? { id: "", items: [] };
  return { missing: "zero", ...parameters };
}

function membersOf(
  scale: ScalePlan | undefined,
  items: readonly ExplainedItem[],
): MemberExplanation[] {
  return (scale?.members ?? []).flatMap((member) => {
    const shown = items[member]?.shown;
    if (shown === undefined) return [];
    const { id, state, points } = shown;
    return [{ item: id, state, points }];
  });
}
