/**
 * Packs the sums of a form into as few numbers as they fit into.
 *
 * @module
 */

import { isAnswered } from "./is-answered.ts";
import type { PlanItem, ScalePlan } from "./plan.ts";
import type { SumField, SumMember, SumOf, SumWord } from "./sum-plan.ts";
import { sumTable } from "./sum-table.ts";

/** Whole numbers below 2^53 are exact in a double, and so is their sum. */
const WORD_BITS = 53;

/** A sum by itself. */
export interface Addend {
  readonly scale: number | null;
  readonly what: SumOf;
  readonly members: readonly SumMember[];
}

/** Each sum goes into the first word that has room for it. */
export function planWords(items: readonly PlanItem[], scales: readonly ScalePlan[]): SumWord[] {
  const drafts: { field: SumField; members: readonly SumMember[] }[][] = [];
  for (const addend of addendsOf(items, scales)) {
    const { bits, least, members } = placed(addend);
    const field = { scale: addend.scale, what: addend.what, bits, least };
    const word = drafts.find((own) => bitsOf(own) + bits <= WORD_BITS);
    if (word === undefined) drafts.push([{ field, members }]);
    else word.push({ field, members });
  }
  return drafts.map((draft) => ({
    table: sumTable(together(draft)),
    fields: draft.map(({ field }) => field),
  }));
}

function bitsOf(draft: readonly { readonly field: SumField }[]): number {
  return draft.reduce((sum, { field }) => sum + field.bits, 0);
}

function addendsOf(items: readonly PlanItem[], scales: readonly ScalePlan[]): Addend[] {
  const all = items.map((item) => ({ item, worth: item.units }));
  const total: Addend[] = [
    { scale: null, what: "value", members: all },
    { scale: null, what: "unanswered", members: all.map(unansweredOf) },
  ];
  return [...total, ...scales.flatMap((plan, scale) => scaleAddends(items, plan, scale))];
}

function scaleAddends(items: readonly PlanItem[], plan: ScalePlan, scale: number): Addend[] {
  if (!plan.isPacked) return [];
  const members = membersOf(items, plan);
  const { shares } = plan.kernel;
  const sums: Addend[] = [
    { scale, what: "value", members },
    { scale, what: "unanswered", members: members.map(unansweredOf) },
  ];
  if (shares === null) return sums;
  const shared = members.map((member, place) => shareOf(member, shares[place] as number));
  return [...sums, { scale, what: "share", members: shared }];
}

/** What a scale's members add to it, in the order of its tables. */
export function membersOf(
  items: readonly PlanItem[],
  { members, kernel }: Pick<ScalePlan, "members" | "kernel">,
): SumMember[] {
  return Array.from(kernel.order, (index, place) => {
    const item = items[members[index] as number] as PlanItem;
    const start = kernel.starts[place] as number;
    return { item, worth: kernel.worth.slice(start, start + item.units.length) };
  });
}

function unansweredOf({ item, worth }: SumMember): SumMember {
  const open = worth.map((value, code) => {
    if (Number.isNaN(value)) return Number.NaN;
    return isAnswered(item.item, code) ? 0 : 1;
  });
  return { item, worth: open };
}

function shareOf({ item, worth }: SumMember, share: number): SumMember {
  const own = worth.map((value, code) => {
    if (Number.isNaN(value)) return Number.NaN;
    return isAnswered(item.item, code) ? share : 0;
  });
  return { item, worth: own };
}

/** A sum counted from the least that it can be, so that its bits never borrow from the next. */
export function placed({ members }: Pick<Addend, "members">): {
  readonly bits: number;
  readonly least: number;
  readonly range: number;
  readonly members: readonly SumMember[];
} {
  let least = 0;
  let range = 0;
  const from = members.map(({ item, worth }) => {
    const [low, high] = rangeOf(worth);
    least += low;
    range += high - low;
    return { item, worth: worth.map((value) => value - low) };
  });
  return { bits: bitLength(range), least, range, members: from };
}

function rangeOf(worth: Float64Array): readonly [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of worth) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Bits of a whole number below 2^53; 1 of 0. */
function bitLength(whole: number): number {
  let bits = 1;
  while (2 ** bits <= whole) bits++;
  return bits;
}

function together(
  draft: readonly { readonly field: SumField; readonly members: readonly SumMember[] }[],
): SumMember[] {
  const worths = new Map<PlanItem, Float64Array>();
  let factor = 1;
  for (const { field, members } of draft) {
    for (const { item, worth } of members) {
      const own = worths.get(item) ?? new Float64Array(item.units.length);
      for (const [code, value] of worth.entries()) {
        own[code] = (own[code] as number) + factor * value;
      }
      worths.set(item, own);
    }
    factor *= 2 ** field.bits;
  }
  return [...worths].map(([item, worth]) => ({ item, worth }));
}
