/**
 * The abilities that a revision estimates, made ready for scoring.
 *
 * @module
 */

import type { Irt, IrtItem } from "../definition/irt.ts";
import { isAnswered, isPending } from "../scoring/is-answered.ts";
import type { Plan, PlanItem } from "../scoring/plan.ts";
import { isGap } from "../scoring/score-maxima.ts";
import { compileModel } from "./compile-model.ts";
import { estimatorOf } from "./estimator-of.ts";
import { type ThetaEstimator, UNANSWERED } from "./estimate.ts";
import { categoriesOf, levelsAfterReversal } from "./item-categories.ts";
import type { ItemModel } from "./item-model.ts";

/** One entry of the definition's `irt`. Its estimator's room is its own: one batch at a time. */
export interface ThetaPlan {
  readonly irt: Irt;
  /** Indexes into the plan's items, in the order of `codes`. */
  readonly members: readonly number[];
  /** In the order of `codes`. */
  readonly models: readonly ItemModel[];
  readonly codes: DigitTables;
  readonly estimator: ThetaEstimator;
}

/** Flat tables from the code of a cell to an item's digit; items of one byte first, then the wider ones. */
export interface DigitTables {
  /** Byte of the row that holds each narrow item. */
  readonly offsets: Int32Array;
  /** Slot of each wide item. */
  readonly slots: Int32Array;
  /** Where each item's cells begin in `digits`. */
  readonly starts: Int32Array;
  /** 0 missing, k + 1 category k, `UNANSWERED`, `PENDING`, `UNREADABLE`. */
  readonly digits: Uint8Array;
}

/** An answer that people still have to score. Above every digit that an estimator knows. */
export const PENDING = 254;
/** An answer that the revision cannot read. */
export const UNREADABLE = 255;

const thetaPlans = new WeakMap<Plan, readonly ThetaPlan[]>();

/** Made when a plan first estimates, once: reading results or a form without `irt` pays nothing. */
export function thetaPlansOf(plan: Plan): readonly ThetaPlan[] {
  const known = thetaPlans.get(plan);
  if (known !== undefined) return known;
  const planned = planThetas(plan);
  thetaPlans.set(plan, planned);
  return planned;
}

/** Of the definition's `irt`, in its order; none where there is none. */
export function planThetas(plan: Plan): ThetaPlan[] {
  return (plan.definition.irt ?? []).map((irt) => planTheta(plan, irt));
}

interface Member {
  readonly parameters: IrtItem;
  readonly item: PlanItem;
  readonly index: number;
  readonly isReversed: boolean;
}

function planTheta(plan: Plan, irt: Irt): ThetaPlan {
  const members = membersOf(plan, irt);
  const narrow = members.filter(({ item }) => item.width === 1);
  const wide = members.filter(({ item }) => item.width !== 1);
  const ordered = [...narrow, ...wide];
  const models = ordered.map(({ parameters }) => compileModel(parameters, irt.D ?? 1));
  const tables = ordered.map((member) => digitsByCode(plan, irt, member));
  const starts = new Int32Array(tables.length);
  for (let item = 1; item < starts.length; item++) {
    starts[item] = (starts[item - 1] as number) + (tables[item - 1]?.length ?? 0);
  }
  return {
    irt,
    members: ordered.map(({ index }) => index),
    models,
    codes: {
      offsets: Int32Array.from(narrow, ({ item }) => item.offset),
      slots: Int32Array.from(wide, ({ item }) => item.slot),
      starts,
      digits: Uint8Array.from(tables.flatMap((table) => [...table])),
    },
    estimator: estimatorOf(irt, models),
  };
}

function membersOf({ items, scales }: Plan, irt: Irt): Member[] {
  const byId = new Map(items.map((item, index) => [item.item.id, { item, index }]));
  const scale = scales.find(({ id }) => id === irt.scale);
  return irt.items.map((parameters) => {
    const found = byId.get(parameters.id);
    if (found === undefined) throw new RangeError(`no item ${parameters.id} to estimate by`);
    const place = scale?.members.indexOf(found.index) ?? -1;
    const isReversed = scale?.arithmetic.members[place]?.isReversed ?? false;
    return { parameters, ...found, isReversed };
  });
}

/** A byte may hold any code, also one that the item does not know. */
function digitsByCode(plan: Plan, irt: Irt, member: Member): Uint8Array {
  const { item } = member;
  const cells = item.width === 1 ? 256 : item.units.length;
  const digits = new Uint8Array(cells).fill(UNREADABLE);
  const categoryAt = categoryByPoints(member);
  for (const [code, units] of item.units.entries()) {
    if (Number.isNaN(units)) continue;
    if (isAnswered(item.item, code)) digits[code] = 1 + categoryAt(units * plan.unit);
    else if (isPending(item.item, code)) digits[code] = PENDING;
    else digits[code] = blankDigit(plan, irt, code);
  }
  return digits;
}

function categoryByPoints({ parameters, item, isReversed }: Member): (points: number) => number {
  const { levels } = item.compiled;
  const categories = categoriesOf(parameters, levelsAfterReversal(levels, isReversed));
  const byLevel = new Map(levels.map((level, rank) => [level, categories[rank] ?? -1]));
  return (points) => {
    const category = byLevel.get(points) ?? -1;
    if (category < 0) throw new RangeError(`item ${parameters.id} has no category for its points`);
    return category;
  };
}

/** An item that was not shown, or did not exist, is missing whatever the entry says of omitted ones. */
function blankDigit({ definition }: Plan, { omitted, method }: Irt, code: number): number {
  if (isGap(code, definition.absentMeans)) return 0;
  if (omitted === "lowest") return 1;
  return method === "eapsum" ? UNANSWERED : 0;
}
