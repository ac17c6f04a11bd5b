/**
 * Which members a scale's value is made of.
 *
 * @module
 */

import { parseAnswer } from "../answers/answer-text.ts";
import type { Quantity } from "../definition/quantity.ts";
import type { Member, Scale } from "../definition/scale.ts";
import { toPoints } from "../micropoints.ts";
import type { MemberArithmetic } from "../scales/scale-arithmetic.ts";
import type { Plan, ScalePlan } from "../scoring/plan.ts";
import type { ReadResult } from "../scoring/read-result.ts";
import type { ReadScale } from "../scoring/read-scale.ts";

import type { ExplainedItem, ItemState } from "./explain-item.ts";

export interface ScaleExplanation {
  readonly id: string;
  /** What else the definition says of it: the aggregate, what missing answers do, transforms. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly members: readonly MemberExplanation[];
  /** Members without an answer, by item. */
  readonly unanswered: readonly string[];
  readonly answered: number;
  /** What chose the norm groups, where transforms have any. */
  readonly attributes?: unknown;
  readonly raw: number | null;
  /** After the transforms. */
  readonly value: number | null;
  readonly se?: number;
  readonly max: number;
  readonly reason: string | null;
}

interface MemberExplanation {
  readonly item: string;
  readonly state: ItemState;
  readonly points: number | null;
  readonly weight?: Quantity;
  readonly reverse?: boolean;
  /** Least and greatest points of an answer, where the scale goes by them. */
  readonly range?: readonly [least: number, greatest: number];
}

export function explainScales(
  plan: Plan,
  items: readonly ExplainedItem[],
  { read, attributes }: { readonly read: ReadResult; readonly attributes: string | null },
): ScaleExplanation[] {
  return plan.scales.flatMap((planned, index) => {
    const scale = plan.definition.scales[index];
    const own = read.scales[index];
    if (scale === undefined || own === undefined) return [];
    const { id, items: _, ...parameters } = scale;
    const members = membersOf(scale, planned, items);
    return [
      {
        id,
        parameters: { missing: "zero", ...parameters },
        members,
        unanswered: members.filter(({ state }) => state !== "answered").map(({ item }) => item),
        ...(planned.values.hasGroups ? { attributes: attributesOf(attributes) } : {}),
        ...valuesOf(own),
      },
    ];
  });
}

function attributesOf(text: string | null): unknown {
  return text === null ? null : parseAnswer(text);
}

function valuesOf({ reading, answered, max, reason }: ReadScale) {
  const { raw, value, se } = reading ?? { raw: null, value: null, se: null };
  return { answered, raw, value, ...(se === null ? {} : { se }), max, reason };
}

function membersOf(
  scale: Scale,
  { members, arithmetic }: ScalePlan,
  items: readonly ExplainedItem[],
): MemberExplanation[] {
  return members.flatMap((index, place) => {
    const shown = items[index]?.shown;
    if (shown === undefined) return [];
    const { id, state, points } = shown;
    const member = termsOf(scale, scale.items[place], arithmetic.members[place]);
    return [{ item: id, state, points, ...member }];
  });
}

function termsOf(
  { aggregate }: Scale,
  member: Member | undefined,
  arithmetic: MemberArithmetic | undefined,
): Pick<MemberExplanation, "weight" | "reverse" | "range"> {
  const { id: _, ...terms } = typeof member === "object" ? member : { id: member };
  const isRanged = aggregate === "pomp" || arithmetic?.isReversed === true;
  if (!isRanged || arithmetic === undefined) return terms;
  return { ...terms, range: [toPoints(arithmetic.lowest), toPoints(arithmetic.highest)] };
}
