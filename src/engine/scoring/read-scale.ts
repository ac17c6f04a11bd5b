/**
 * A scale of one stored result, read together with the row of answers.
 *
 * @module
 */

import { readCode } from "../answers/decode-response.ts";
import { multiply, rational } from "../numbers/rational.ts";
import type { Reading } from "../scales/reading.ts";
import type { ValueReason } from "../scales/transforms/transform-chain.ts";
import { quotient } from "../statistics/quotient.ts";

import { isAnswered, isPending } from "./is-answered.ts";
import type { Plan, PlanItem, ScalePlan } from "./plan.ts";
import { isGap } from "./score-maxima.ts";

export interface ReadScale {
  readonly id: string;
  /** As it is stored; null where there is no raw value. */
  readonly whole: number | null;
  /** The largest that `whole` could be. */
  readonly mostWhole: number;
  /** Null where `whole` is. */
  readonly reading: Reading | null;
  /** The largest raw value. */
  readonly max: number;
  readonly answered: number;
  readonly reason: ScaleReason | null;
}

/** Why a scale has no value. */
export type ScaleReason =
  | "nothing_answered"
  | "ratings_pending"
  | "an_item_is_not_answered"
  | "too_few_answered"
  | "response_not_readable"
  | ValueReason;

export interface StoredScale {
  readonly whole: number | null;
  readonly isReadable: boolean;
  /** JSON text; null where there are none, or no norm group asks for them. */
  readonly attributes: string | null;
}

export function readScale(
  plan: Plan,
  scale: ScalePlan,
  row: Uint8Array,
  stored: StoredScale,
): ReadScale {
  const members = countMembers(plan, scale, row);
  const { answered, share, tops } = members;
  const { arithmetic, values } = scale;
  const whole = stored.isReadable ? stored.whole : null;
  const mostWhole = arithmetic.hasOwnMaximum ? arithmetic.mostOf(tops) : arithmetic.most;
  const group = values.hasGroups ? values.groupOf(stored.attributes) : 0;
  const reading = whole === null ? null : values.readingOf(whole, share, group);
  const { p, q } = multiply(arithmetic.worth(arithmetic.whole), rational(BigInt(mostWhole)));
  return {
    id: scale.id,
    whole,
    mostWhole,
    reading,
    max: quotient(p, q),
    answered,
    reason: reading === null ? missingReason(scale, members, stored.isReadable) : reading.reason,
  };
}

function countMembers(plan: Plan, { members, arithmetic }: ScalePlan, row: Uint8Array) {
  let [answered, share] = [0, 0];
  const tops: number[] = [];
  let waits = false;
  for (const [place, member] of members.entries()) {
    const item = plan.items[member] as PlanItem;
    const own = arithmetic.members[place];
    const code = readCode(row, item);
    if (!isGap(code, plan.definition.absentMeans)) tops.push(own?.top ?? 0);
    waits ||= isPending(item.item, code);
    if (!isAnswered(item.item, code)) continue;
    answered++;
    share += own?.share ?? 0;
  }
  return { answered, share, tops, waits };
}

function missingReason(
  scale: ScalePlan,
  { answered, waits }: ReturnType<typeof countMembers>,
  isReadable: boolean,
): ScaleReason {
  if (!isReadable) return "response_not_readable";
  if (waits) return "ratings_pending";
  if (answered === 0) return "nothing_answered";
  return scale.leastAnswered === scale.members.length
    ? "an_item_is_not_answered"
    : "too_few_answered";
}
