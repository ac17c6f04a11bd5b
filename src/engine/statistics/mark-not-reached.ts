/**
 * Tells blanks that were not reached from omitted ones, for the joint counts.
 * Both are worth the same, so nothing else has to know.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import { answerState } from "../scoring/answer-state.ts";
import type { Plan, ResponseBatch } from "../scoring/plan.ts";

export interface Coded {
  readonly batch: ResponseBatch;
  /** Shape [count, plan.wide.count]. */
  readonly levels: Uint16Array;
}

/**
 * The batch with code 6 where an item was not reached, in a copy; the batch
 * itself where the definition does not ask. O(cells after the last answers).
 */
export function markNotReached(plan: Plan, { batch, levels }: Coded): Coded {
  if (plan.definition.trailingBlanks !== "not_reached") return { batch, levels };
  const marked = { batch: { ...batch, rows: batch.rows.slice() }, levels: levels.slice() };
  const cells = backwardCells(plan);
  const first = cells.places[0] as number;
  for (let response = 0; response < batch.count; response++) {
    // Most responses answer the last item: they cost one comparison.
    const row = response * plan.rowLength;
    if (first >= 0 && (batch.rows[row + first] as number) >= AnswerCode.firstAnswer) continue;
    markRow(marked, cells, row, response * plan.wide.count);
  }
  return marked;
}

/** Cells of a response from the last item to the first, in flat arrays. */
interface BackwardCells {
  /** Byte of the row; of a wide item the complement of its slot among the levels, which is below 0. */
  readonly places: Int32Array;
  /** Shape [items, firstAnswer]: what a code below the answers' is. */
  readonly kinds: Uint8Array;
}

const ANSWER = 0;
const BLANK = 1;
const NOT_SHOWN = 2;

function backwardCells(plan: Plan): BackwardCells {
  const items = plan.items.toReversed();
  const kinds = new Uint8Array(items.length * AnswerCode.firstAnswer);
  for (const [index, { item }] of items.entries()) {
    for (let code = 0; code < AnswerCode.firstAnswer; code++) {
      kinds[index * AnswerCode.firstAnswer + code] = kindOf(plan, item, code);
    }
  }
  return {
    places: Int32Array.from(items, ({ width, offset, slot }) => (width === 1 ? offset : ~slot)),
    kinds,
  };
}

function kindOf(plan: Plan, item: Parameters<typeof answerState>[0], code: number): number {
  const state = answerState(item, code, plan.definition.absentMeans);
  if (state === "answered" || state === "pending") return ANSWER;
  return state === "omitted" ? BLANK : NOT_SHOWN;
}

/** Backwards to the last answer: each blank that has another before it was not reached. */
function markRow(marked: Coded, cells: BackwardCells, row: number, level: number): void {
  const { rows } = marked.batch;
  const { levels } = marked;
  const { places, kinds } = cells;
  let earliest = -1;
  for (let index = 0; index < places.length; index++) {
    const place = places[index] as number;
    // Two reads and two writes, each of one kind of array: engines are slow where one place sees both.
    const code = place >= 0 ? (rows[row + place] as number) : (levels[level + ~place] as number);
    if (code >= AnswerCode.firstAnswer) return;
    const kind = kinds[index * AnswerCode.firstAnswer + code];
    if (kind === ANSWER) return;
    if (kind === NOT_SHOWN) continue;
    if (earliest >= 0) {
      const blank = places[earliest] as number;
      if (blank >= 0) rows[row + blank] = AnswerCode.notReached;
      else levels[level + ~blank] = AnswerCode.notReached;
    }
    earliest = index;
  }
}
