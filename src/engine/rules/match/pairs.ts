/**
 * Pairs of an answer, and the things that they can be made of.
 *
 * @module
 */

import type { Answer } from "../compiled-item.ts";
import { impossibleAnswer } from "../impossible-answer.ts";

export type Pair = readonly [left: string, right: string];

export interface Sides {
  readonly left: ReadonlySet<string>;
  readonly right: ReadonlySet<string>;
}

/** What is read of an item: its lists, and the pairs that stand for them where they are not given. */
interface PairedItem {
  readonly left?: readonly string[];
  readonly right?: readonly string[];
  readonly key?: readonly Pair[];
  readonly map?: { readonly entries: readonly (readonly [string, string, unknown])[] };
}

export function sidesOf({ left, right, key, map }: PairedItem): Sides {
  const named = key ?? map?.entries ?? [];
  return {
    left: new Set(left ?? named.map(([name]) => name)),
    right: new Set(right ?? named.map(([, name]) => name)),
  };
}

/** A name of its own for each pair: JSON keeps the two sides apart whatever they hold. */
export function nameOf(left: string, right: string): string {
  return JSON.stringify([left, right]);
}

/** The pair of a name. */
export function pairOf(name: string): Pair {
  return JSON.parse(name) as Pair;
}

/** The names of an answer's pairs as a set: one that is there twice counts once. */
export function pairNames(answer: Answer, sides: Sides): ReadonlySet<string> {
  if (!Array.isArray(answer)) throw impossibleAnswer(answer);
  return new Set(
    (answer as readonly Answer[]).map((pair) => {
      if (!isPair(pair, sides)) throw impossibleAnswer(answer);
      return nameOf(...pair);
    }),
  );
}

function isPair(pair: Answer, { left, right }: Sides): pair is Pair {
  if (!Array.isArray(pair) || pair.length !== 2) return false;
  const [from, to] = pair as readonly string[];
  return from !== undefined && left.has(from) && to !== undefined && right.has(to);
}
