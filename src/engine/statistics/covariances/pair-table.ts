/**
 * What the answers of a test are worth, laid out for sums over pairs of items.
 *
 * A test is the total, or a scale whose aggregate is a sum. x is what an answer
 * adds to it, reversed and weighted where the scale says so, less the least
 * that a code of the item adds: never negative, and a covariance does not see
 * what is taken off. A missing answer is worth what it adds, mostly nothing.
 *
 * A large x is cut into digits to the base 2^11, each a column of its own.
 * Products of two digits are below 2^22, so sums of them over 2^31 responses
 * stay below 2^53: exact in a double, however many batches come.
 *
 * @module
 */

import type { Definition } from "../../definition/definition.ts";
import type { Scale } from "../../definition/scale.ts";
import { isAnswered } from "../../scoring/is-answered.ts";
import type { Plan, PlanItem, ScalePlan } from "../../scoring/plan.ts";
import type { SumMember } from "../../scoring/sum-plan.ts";
import { membersOf } from "../../scoring/plan-words.ts";
import { addsNothing, isGap } from "../../scoring/score-maxima.ts";

export interface PairTable {
  /** "total", or the scale's id. */
  readonly id: string;
  /** Index into the plan's scales; null of the total. */
  readonly scale: number | null;
  /** Ids of the items: of the form in its order, of a scale in that of its members. */
  readonly items: readonly string[];
  /** Byte of the row that holds each item; of a wide one the complement of its slot, below 0. */
  readonly places: Int32Array;
  /** Where each item's codes begin in `kinds`. */
  readonly starts: Int32Array;
  /** An `AnswerKind` by item and code. */
  readonly kinds: Uint8Array;
  /** First column of each item, and after the last the number of columns. */
  readonly firsts: Int32Array;
  /** Where each column's codes begin in `answers` and `blanks`. */
  readonly columns: Int32Array;
  /** The column's digit of an answer; 0 where nothing was answered. */
  readonly answers: Float64Array;
  /** The column's digit of what is missing; 0 where something was answered. */
  readonly blanks: Float64Array;
}

export const AnswerKind = { answer: 0, blank: 1, notShown: 2 } as const;

export const DIGIT_BITS = 11;
const BASE = 2 ** DIGIT_BITS;

const SUMS: ReadonlySet<Scale["aggregate"]> = new Set(["sum", "mean", "weighted_mean", "pomp"]);

/** The total, where there is no scale. */
export type PairTest = ScalePlan | null;

/** The total, then each scale whose aggregate is a sum. */
export function pairTests({ definition, scales }: Plan): PairTest[] {
  return [null, ...scales.filter((_, index) => isSum(definition.scales[index]))];
}

function isSum(scale: Scale | undefined): boolean {
  return scale !== undefined && SUMS.has(scale.aggregate);
}

/** O(codes of all items). */
export function pairTable(plan: Plan, test: PairTest): PairTable {
  if (test === null) return tableOf(plan, null, plan.items.map(memberOfTotal));
  return tableOf(plan, plan.scales.indexOf(test), inScaleOrder(plan, test));
}

function memberOfTotal(item: PlanItem): SumMember {
  return { item, worth: item.units };
}

function inScaleOrder({ items }: Plan, scale: ScalePlan): SumMember[] {
  const ordered: SumMember[] = [];
  for (const [place, member] of membersOf(items, scale).entries()) {
    ordered[scale.kernel.order[place] as number] = member;
  }
  return ordered;
}

function isNarrow({ width }: PlanItem): boolean {
  return width === 1;
}

function tableOf(
  { definition, scales }: Plan,
  scale: number | null,
  members: readonly SumMember[],
): PairTable {
  const columns = members.map(columnsOf);
  const spans = members.map(({ item }) => spanOf(item));
  const starts = startsOf(spans);
  const firsts = startsOf(columns.map((digits) => digits.length));
  const columnStarts = startsOf(columns.flatMap((digits, index) => digits.map(() => spans[index])));
  const length = columnStarts.at(-1) ?? 0;
  const table: PairTable = {
    id: scale === null ? "total" : (scales[scale]?.id ?? ""),
    scale,
    items: members.map(({ item }) => item.item.id),
    places: Int32Array.from(members, ({ item }) => (isNarrow(item) ? item.offset : ~item.slot)),
    starts,
    kinds: new Uint8Array(starts.at(-1) ?? 0),
    firsts,
    columns: columnStarts,
    answers: new Float64Array(length),
    blanks: new Float64Array(length),
  };
  for (const [index, member] of members.entries()) {
    fill(table, index, { member, digits: columns[index] as Float64Array[], definition });
  }
  return table;
}

/** A byte may hold any code, also one that its item does not know. */
function spanOf(item: PlanItem): number {
  return isNarrow(item) ? 256 : item.units.length;
}

/** Sums of those before each, and the sum of all. */
function startsOf(lengths: readonly (number | undefined)[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  for (const [index, length = 0] of lengths.entries()) {
    starts[index + 1] = (starts[index] as number) + length;
  }
  return starts;
}

/** x by code, one array a digit, the lowest first. What has no worth is taken as 0. */
function columnsOf({ worth }: SumMember): Float64Array[] {
  const known = worth.map((value) => (Number.isNaN(value) ? 0 : value));
  const least = known.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  let rest = known.map((value) => value - least);
  const digits: Float64Array[] = [];
  do {
    digits.push(rest.map((value) => value % BASE));
    rest = rest.map((value) => Math.floor(value / BASE));
  } while (rest.some((value) => value > 0));
  return digits;
}

interface Filled {
  readonly member: SumMember;
  readonly digits: readonly Float64Array[];
  readonly definition: Definition;
}

function fill(table: PairTable, index: number, { member, digits, definition }: Filled): void {
  const { item, units } = member.item;
  const start = table.starts[index] as number;
  const first = table.firsts[index] as number;
  // As it is where totals are counted; a scale's members are all looked at.
  const isLookedAt = table.scale !== null || !addsNothing(units);
  for (let code = 0; code < units.length; code++) {
    const isShown = !isLookedAt || !isGap(code, definition.absentMeans);
    const kind = kindOf(item, code, isShown);
    table.kinds[start + code] = kind;
    const worth = kind === AnswerKind.answer ? table.answers : table.blanks;
    for (const [place, values] of digits.entries()) {
      worth[(table.columns[first + place] as number) + code] = values[code] as number;
    }
  }
}

function kindOf(item: PlanItem["item"], code: number, isShown: boolean): number {
  if (isAnswered(item, code)) return AnswerKind.answer;
  return isShown ? AnswerKind.blank : AnswerKind.notShown;
}
