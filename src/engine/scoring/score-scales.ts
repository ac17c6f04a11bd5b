/**
 * Whole numbers of the scales of a batch.
 *
 * @module
 */

import type { Codes } from "./add-up.ts";
import type { Sums } from "./score-words.ts";
import type { Plan, ResponseBatch, ScaleKernel, ScalePlan } from "./plan.ts";

export interface ScoredScale {
  /** In the scale's units, shape [count]; NaN where the scale has no value. */
  readonly values: Float64Array;
  /** Share of the members that were answered; null where nothing depends on it. */
  readonly shares: Float64Array | null;
  /** Members without an answer, shape [count]; null where the plan's words do not hold the scale. */
  readonly unanswered: Uint16Array | null;
  /** The values, but 0 where there is none; null likewise. */
  readonly wholes: Float64Array | null;
}

/** A scale that they do not hold: largest, smallest or best members, or some that people score. O(responses * members): a look-up and an addition each. */
export function scoreScale(plan: Plan, scale: ScalePlan, codes: Codes): ScoredScale {
  const { kernel } = scale;
  const { count } = codes.batch;
  const values = new Float64Array(count);
  const shares = kernel.shares === null ? null : new Float64Array(count);
  const answered = new Uint16Array(count);
  const sums = { values, answered, shares };
  if (kernel.combine === "sum") addMembers(plan, kernel, sums, codes);
  else rankMembers(plan, kernel, sums, codes);
  for (let response = 0; response < values.length; response++) {
    if ((answered[response] as number) < scale.leastAnswered) values[response] = Number.NaN;
  }
  return { values, shares, unanswered: null, wholes: null };
}

/** A scale that the plan's words hold. */
export function packedScale(
  { members, leastAnswered, kernel }: ScalePlan,
  { value, unanswered, share }: Sums,
): ScoredScale {
  if (value === undefined || unanswered === undefined) throw new RangeError("a scale in no word");
  const shares = kernel.shares === null ? null : (share ?? null);
  if (leastAnswered === 0) return { values: value, shares, unanswered, wholes: value };
  const most = members.length - leastAnswered;
  return { shares, unanswered, ...withoutFew(value, unanswered, most) };
}

/** Looked up and multiplied, for no engine guesses who answered enough. */
function withoutFew(sums: Float64Array, unanswered: Uint16Array, most: number) {
  const values = new Float64Array(sums.length);
  for (let response = 0; response < sums.length; response++) {
    const isEnough = Number((unanswered[response] as number) <= most);
    const whole = (sums[response] as number) * isEnough;
    sums[response] = whole;
    values[response] = whole + (NO_VALUE[isEnough] as number);
  }
  return { values, wholes: sums };
}

/** What is added to a sum: of too few answers, and of enough. */
const NO_VALUE = Float64Array.of(Number.NaN, 0);

interface MemberSums {
  readonly values: Float64Array;
  readonly answered: Uint16Array;
  readonly shares: Float64Array | null;
}

/** Narrow members first: their loop reads the rows in order. */
function addMembers(plan: Plan, kernel: ScaleKernel, sums: MemberSums, codes: Codes): void {
  addNarrow(plan, kernel, sums, codes.batch);
  if (kernel.slots.length > 0) addWide(plan, kernel, sums, codes.levels);
}

function addNarrow(
  plan: Plan,
  kernel: ScaleKernel,
  sums: MemberSums,
  { rows }: ResponseBatch,
): void {
  const { offsets, starts, worth, answered } = kernel;
  const { values, answered: counts, shares } = sums;
  const weights = kernel.shares;
  let row = 0;
  for (let response = 0; response < values.length; response++) {
    let value = 0;
    let count = 0;
    let share = 0;
    for (let member = 0; member < offsets.length; member++) {
      const code = rows[row + (offsets[member] as number)] as number;
      const cell = (starts[member] as number) + code;
      const isAnswer = answered[cell] as number;
      value += worth[cell] as number;
      count += isAnswer;
      if (weights !== null) share += isAnswer * (weights[member] as number);
    }
    values[response] = value;
    counts[response] = count;
    if (shares !== null) shares[response] = share;
    row += plan.rowLength;
  }
}

function addWide(plan: Plan, kernel: ScaleKernel, sums: MemberSums, levels: Uint16Array): void {
  const { slots, starts, worth, answered, offsets } = kernel;
  const { values, answered: counts, shares } = sums;
  const weights = kernel.shares;
  for (let response = 0; response < values.length; response++) {
    const row = response * plan.wide.count;
    for (let place = 0; place < slots.length; place++) {
      const member = offsets.length + place;
      const cell = (starts[member] as number) + (levels[row + (slots[place] as number)] as number);
      const isAnswer = answered[cell] as number;
      values[response] = (values[response] as number) + (worth[cell] as number);
      counts[response] = (counts[response] as number) + isAnswer;
      if (shares === null || weights === null) continue;
      shares[response] = (shares[response] as number) + isAnswer * (weights[member] as number);
    }
  }
}

/** Only answers compete: what is missing is neither the least nor among the best. */
function rankMembers(
  plan: Plan,
  kernel: ScaleKernel,
  sums: MemberSums,
  { batch, levels }: Codes,
): void {
  const { offsets, slots, starts, worth, answered } = kernel;
  const competing = new Float64Array(starts.length);
  for (let response = 0; response < batch.count; response++) {
    const row = response * plan.rowLength;
    let count = 0;
    let unreadable = 0;
    for (let member = 0; member < starts.length; member++) {
      const code =
        member < offsets.length
          ? (batch.rows[row + (offsets[member] as number)] as number)
          : (levels[
              response * plan.wide.count + (slots[member - offsets.length] as number)
            ] as number);
      const cell = (starts[member] as number) + code;
      const value = worth[cell] as number;
      unreadable += value - value;
      if (answered[cell] === 1) competing[count++] = value;
    }
    sums.values[response] = chosen(kernel, competing.subarray(0, count).sort()) + unreadable;
    sums.answered[response] = count;
  }
}

/** @param ascending What competes; nothing gives 0, which is then blanked out. */
function chosen({ combine, k }: ScaleKernel, ascending: Float64Array): number {
  const from = combine === "min" ? 0 : Math.max(0, ascending.length - k);
  const to = combine === "min" ? Math.min(1, ascending.length) : ascending.length;
  let sum = 0;
  for (let place = from; place < to; place++) sum += ascending[place] as number;
  return sum;
}
