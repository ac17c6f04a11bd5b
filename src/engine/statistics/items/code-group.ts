/**
 * The answers of an item, each by itself, and its states: what item analysis
 * has a row for.
 *
 * @module
 */

import { AnswerCode } from "../../answers/answer-code.ts";
import type { Definition } from "../../definition/definition.ts";
import { codeState, type CountedState } from "./code-state.ts";
import type { ItemCounts, TestItem } from "./test-counts.ts";

export interface CodeGroup {
  /** null for a state: several codes may mean the same one. */
  readonly code: number | null;
  readonly state: CountedState;
  /** In units. */
  readonly x: number;
  readonly n: number;
  /** ΣT of those. */
  readonly total: bigint;
  /** Results by T; null where they are not kept. */
  readonly joint: Float64Array | null;
}

/**
 * Answers in the order of their codes, whether anyone gave them or not; then
 * the states that somebody is in. O(codes * totals).
 *
 * The empty list has a code of its own, but its items are told apart by points
 * alone: it goes with the other answers of its points.
 */
export function codeGroups(
  { codes }: TestItem,
  { n, totals, joint }: ItemCounts,
  absentMeans: Definition["absentMeans"],
): CodeGroup[] {
  const answers: CodeGroup[] = [];
  const states = new Map<CountedState, CodeGroup>();
  for (const [place, code] of codes.entries()) {
    if (Number.isNaN(code.x)) continue;
    const state = codeState(code, absentMeans);
    const group = {
      code: code.isAnswer ? code.code : null,
      state,
      x: code.x,
      n: n[place] as number,
      total: totals[place] as bigint,
      joint: joint?.[place] ?? null,
    };
    if (code.isAnswer) answers.push(group);
    else if (group.n > 0) states.set(state, merged(states.get(state), group));
  }
  return [...withEmptyList(answers), ...states.values()];
}

/** The empty list, which comes first, in one of the others: to a scale that counts, several are worth the same. */
function withEmptyList(answers: readonly CodeGroup[]): readonly CodeGroup[] {
  const [first, ...others] = answers;
  if (first?.code !== AnswerCode.emptySet) return answers;
  const place = others.findIndex(({ x }) => x === first.x);
  const other = others[place];
  if (other === undefined) return answers;
  return others.with(place, { ...merged(first, other), code: other.code });
}

function merged(known: CodeGroup | undefined, group: CodeGroup): CodeGroup {
  if (known === undefined) return group;
  return {
    ...known,
    n: known.n + group.n,
    total: known.total + group.total,
    joint: known.joint === null || group.joint === null ? null : added(known.joint, group.joint),
  };
}

function added(left: Float64Array, right: Float64Array): Float64Array {
  const sums = new Float64Array(left.length);
  for (let place = 0; place < sums.length; place++) {
    sums[place] = (left[place] as number) + (right[place] as number);
  }
  return sums;
}
