/**
 * Tables for the kernel: what each answer code of a member adds to its scale.
 *
 * @module
 */

import type { Scale } from "../definition/scale.ts";
import { exact, type Quantity } from "../definition/quantity.ts";
import type { Micropoints } from "../micropoints.ts";
import { roundToMicropoints } from "../numbers/round-to-micropoints.ts";
import type { MemberArithmetic, ScaleArithmetic } from "../scales/scale-arithmetic.ts";

import { isAnswered, isPending } from "./is-answered.ts";
import type { PlanItem, ScaleKernel } from "./plan.ts";

interface Source {
  readonly scale: Scale;
  readonly arithmetic: ScaleArithmetic;
  /** The scale's members, in its order. */
  readonly items: readonly PlanItem[];
  readonly unit: number;
}

interface KernelMember {
  readonly place: number;
  readonly item: PlanItem;
  readonly own: MemberArithmetic;
}

export function scaleKernel(source: Source): ScaleKernel {
  const { scale, arithmetic, items } = source;
  const members = items.map((item, place) => ({
    place,
    item,
    own: arithmetic.members[place] as MemberArithmetic,
  }));
  const narrow = members.filter(({ item }) => item.width === 1);
  const wide = members.filter(({ item }) => item.width !== 1);
  const ordered = [...narrow, ...wide];
  const starts = startsOf(ordered);
  const last = ordered.at(-1);
  const length = (starts.at(-1) ?? 0) + (last === undefined ? 0 : roomOf(last));
  // A byte may hold any code, also one that its item does not know.
  const worth = new Float64Array(length).fill(Number.NaN);
  const answered = new Uint8Array(length);
  for (const [at, member] of ordered.entries()) {
    fill(source, member, { worth, answered, start: starts[at] as number });
  }
  return {
    offsets: Int32Array.from(narrow, ({ item }) => item.offset),
    slots: Int32Array.from(wide, ({ item }) => item.slot),
    order: Int32Array.from(ordered, ({ place }) => place),
    starts,
    worth,
    combine: combineOf(scale),
    k: scale.k ?? 1,
    answered,
    shares: arithmetic.isShared ? Float64Array.from(ordered, ({ own }) => own.share) : null,
  };
}

function startsOf(members: readonly KernelMember[]): Int32Array {
  const starts = new Int32Array(members.length);
  let next = 0;
  for (const [at, member] of members.entries()) {
    starts[at] = next;
    next += roomOf(member);
  }
  return starts;
}

function roomOf({ item }: KernelMember): number {
  return item.width === 1 ? 256 : item.units.length;
}

function combineOf({ aggregate }: Scale): ScaleKernel["combine"] {
  if (aggregate === "max" || aggregate === "min") return aggregate;
  return aggregate === "best_k_of_n" ? "best" : "sum";
}

interface Cells {
  readonly worth: Float64Array;
  readonly answered: Uint8Array;
  readonly start: number;
}

function fill(source: Source, member: KernelMember, { worth, answered, start }: Cells): void {
  const { item } = member.item;
  const add = worthOf(source, member.own);
  for (const [code, units] of member.item.units.entries()) {
    const isAnswer = isAnswered(item, code);
    if (isAnswer) answered[start + code] = 1;
    // A scale that waits for a score has no value, whatever it does where answers are missing.
    if (isPending(item, code)) continue;
    if (Number.isNaN(units)) continue;
    worth[start + code] = isAnswer ? add.answer(units) : add.missing(units);
  }
}

interface Worth {
  readonly answer: (units: number) => number;
  readonly missing: (units: number) => number;
}

/** What a member adds, in units of the kernel; a missing answer is never reversed. */
function worthOf(source: Source, own: MemberArithmetic): Worth {
  const { scale, unit } = source;
  const { weight, isReversed } = own;
  const [lowest, highest] = [own.lowest / unit, own.highest / unit];
  const turned = (units: number) => (isReversed ? lowest + highest - units : units);
  const none = () => 0;
  if (scale.aggregate === "count") {
    const counts = countedPoints(scale);
    return { answer: (units) => (counts(turned(units) * unit) ? 1 : 0), missing: none };
  }
  if (scale.aggregate === "pomp") {
    return { answer: (units) => weight * (turned(units) - lowest), missing: none };
  }
  const isZero = (scale.missing ?? "zero") === "zero";
  return {
    answer: (units) => weight * turned(units),
    missing: isZero ? (units) => weight * units : none,
  };
}

/** Limits are rounded as points are, so a third of a definition is the third of an item. */
function countedPoints({ values = {} }: Scale): (points: Micropoints) => boolean {
  const rounded = (limit: Quantity) => roundToMicropoints(exact(limit)).micropoints;
  if (Array.isArray(values)) {
    const counted = new Set(values.map(rounded));
    return (points) => counted.has(points);
  }
  const least = values.min === undefined ? -Infinity : rounded(values.min);
  const most = values.max === undefined ? Infinity : rounded(values.max);
  return (points) => points >= least && points <= most;
}
