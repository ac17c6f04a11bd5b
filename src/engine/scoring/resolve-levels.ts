/**
 * Open answers become level codes before the loop that scores, so that loop
 * never sees a text or a number, and each distinct answer meets its rule once.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import { levelCode } from "./level-code.ts";
import type { LevelMemory, Plan, PlanItem, ResponseBatch } from "./plan.ts";
import { pointsOf } from "./units-by-code.ts";

/** Answer codes whose text must be fetched before the batch can be scored. */
export interface UnknownAnswers {
  /** Item ids, one for each code. */
  readonly items: readonly string[];
  readonly codes: readonly number[];
}

/** Level codes of a batch and, by (slot, answer code), what is not known yet. */
export interface ResolvedLevels {
  /** Shape [count, plan.wide.count]; 0 at answers that are still unknown. */
  readonly levels: Uint16Array;
  readonly unknown: UnknownAnswers;
}

/** What one batch learnt beyond the limit of the plan's memory, by slot and code. */
export type BatchMemory = ReadonlyMap<number, ReadonlyMap<number, number>>;

const NOTHING_LEARNT: BatchMemory = new Map();

/**
 * @param learnt What `learnAnswers` gave back for this batch, the second time round.
 */
export function resolveLevels(
  plan: Plan,
  batch: ResponseBatch,
  learnt: BatchMemory = NOTHING_LEARNT,
): ResolvedLevels {
  const wide = plan.items.filter((item) => item.width !== 1);
  const levels = new Uint16Array(batch.count * wide.length);
  const items: string[] = [];
  const codes: number[] = [];
  for (const item of wide) {
    const memory = plan.wide.memories[item.slot] as LevelMemory;
    const overflow = learnt.get(item.slot);
    const unseen = resolveItem(plan, batch, item, { levels, memory, overflow });
    for (const code of unseen) {
      items.push(item.item.id);
      codes.push(code);
    }
  }
  return { levels, unknown: { items, codes } };
}

interface Known {
  readonly levels: Uint16Array;
  readonly memory: LevelMemory;
  readonly overflow: ReadonlyMap<number, number> | undefined;
}

const NOTHING_UNSEEN: ReadonlySet<number> = new Set();

function resolveItem(
  plan: Plan,
  batch: ResponseBatch,
  item: PlanItem,
  known: Known,
): ReadonlySet<number> {
  if (item.item.type === "rubric") return takeCodes(plan, batch, item, known);
  const gaps = lookUp(plan, batch, item, known);
  return gaps === 0 ? NOTHING_UNSEEN : fillGaps(plan, batch, item, known);
}

/** What is rated has the code of its points in the row already: see `place-ratings.ts`. */
function takeCodes(
  plan: Plan,
  { count, rows }: ResponseBatch,
  { offset, slot }: PlanItem,
  { levels }: Known,
): ReadonlySet<number> {
  for (let response = 0; response < count; response++) {
    levels[response * plan.wide.count + slot] = readFour(rows, response * plan.rowLength + offset);
  }
  return NOTHING_UNSEEN;
}

/** @returns How many levels stayed 0: unknown answers, and items that did not exist. */
function lookUp(plan: Plan, batch: ResponseBatch, item: PlanItem, known: Known): number {
  const { count, rows } = batch;
  const { rowLength } = plan;
  const { width } = item;
  const { levels } = known;
  const byIndex = known.memory.levels;
  const stride = plan.wide.count;
  let cell = item.slot;
  let at = item.offset;
  let gaps = 0;
  for (let response = 0; response < count; response++) {
    const code = width === 2 ? readTwo(rows, at) : readFour(rows, at);
    const index = code - AnswerCode.firstAnswer;
    let level = code;
    if (index >= 0) level = index < byIndex.length ? (byIndex[index] as number) : 0;
    if (level === 0) gaps++;
    levels[cell] = level;
    cell += stride;
    at += rowLength;
  }
  return gaps;
}

/** @returns Codes that are still unknown. */
function fillGaps(
  plan: Plan,
  { count, rows }: ResponseBatch,
  { offset, slot, width }: PlanItem,
  { levels, overflow }: Known,
): ReadonlySet<number> {
  const unseen = new Set<number>();
  for (let response = 0; response < count; response++) {
    const cell = response * plan.wide.count + slot;
    const at = response * plan.rowLength + offset;
    const code = width === 2 ? readTwo(rows, at) : readFour(rows, at);
    if (levels[cell] !== 0 || code < AnswerCode.firstAnswer) continue;
    const level = overflow?.get(code) ?? 0;
    if (level === 0) unseen.add(code);
    levels[cell] = level;
  }
  return unseen;
}

function readTwo(rows: Uint8Array, at: number): number {
  return (rows[at] as number) | ((rows[at + 1] as number) << 8);
}

function readFour(rows: Uint8Array, at: number): number {
  return (readTwo(rows, at) | (readTwo(rows, at + 2) << 16)) >>> 0;
}

/**
 * Evaluates answers that a batch brought for the first time, once each.
 *
 * @param texts The exact answers of `unknown`, in its order.
 * @returns What did not fit the plan's memory: pass it back to `resolveLevels`.
 * @throws RangeError when the dictionary lacks an answer that a response holds.
 */
export function learnAnswers(
  plan: Plan,
  unknown: UnknownAnswers,
  texts: readonly (string | null)[],
): BatchMemory {
  const byId = new Map(plan.items.map((item) => [item.item.id, item]));
  const overflow = new Map<number, Map<number, number>>();
  for (const [index, code] of unknown.codes.entries()) {
    const id = unknown.items[index] as string;
    const text = texts[index];
    if (typeof text !== "string") throw new RangeError(`no answer ${code} of item ${id}`);
    const item = byId.get(id) as PlanItem;
    const memory = plan.wide.memories[item.slot] as LevelMemory;
    // A batch beside this one may have learnt it since.
    if ((memory.levels[code - AnswerCode.firstAnswer] ?? 0) !== 0) continue;
    const level = levelOf(item, text);
    plan.evaluations++;
    if (!remember(memory, code, level)) {
      const spilled = overflow.get(item.slot) ?? new Map<number, number>();
      overflow.set(item.slot, spilled.set(code, level));
    }
  }
  return overflow;
}

function levelOf(item: PlanItem, text: string): number {
  const points = pointsOf(item.item, item.compiled, text);
  if (Number.isNaN(points)) return AnswerCode.unreadable;
  return levelCode(item.compiled, points);
}

function remember(memory: LevelMemory, code: number, level: number): boolean {
  const index = code - AnswerCode.firstAnswer;
  if (index >= memory.limit) return false;
  if (index >= memory.levels.length) {
    const grown = new Uint16Array(Math.min(memory.limit, Math.max(256, 2 * (index + 1))));
    grown.set(memory.levels);
    memory.levels = grown;
  }
  memory.levels[index] = level;
  return true;
}
