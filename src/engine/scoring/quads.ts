/**
 * Items whose codes are read four at a time.
 *
 * @module
 */

import type { SumMember } from "./sum-plan.ts";

/** Codes below this take four bits. */
const SHORT_CODES = 16;
/** Two codes of four bits name one of these. */
export const PAIR_CELLS = SHORT_CODES ** 2;
/** Bits of four codes that none has where all are short. */
export const LONG_CODES = 0xf0f0f0f0;

interface Place {
  /** Byte of the row. */
  readonly offset: number;
  /** How many codes the item knows. */
  readonly codes: number;
}

/** Members by how they are counted and added up. */
export interface Arranged<T> {
  /** Four at a time, … */
  readonly quads: readonly (readonly T[])[];
  /** … the other narrow ones one by one, … */
  readonly singles: readonly T[];
  /** … and those of two or four bytes by their levels. */
  readonly wide: readonly T[];
}

export function arrange<T extends SumMember>(members: readonly T[]): Arranged<T> {
  const narrow = members.filter(({ item }) => item.width === 1);
  const quads = quadsOf(narrow, ({ item, worth }) => ({
    offset: item.offset,
    codes: worth.length,
  }));
  const inQuads = new Set(quads.flat());
  return {
    quads,
    singles: narrow.filter((member) => !inQuads.has(member)),
    wide: members.filter(({ item }) => item.width !== 1),
  };
}

/** Fours of items of few codes that lie side by side in a row; who is in none is left over. */
export function quadsOf<T>(members: readonly T[], placeOf: (member: T) => Place): T[][] {
  const short = members
    .map((member) => ({ member, ...placeOf(member) }))
    .filter(({ codes }) => codes <= SHORT_CODES)
    .toSorted((a, b) => a.offset - b.offset);
  const quads: T[][] = [];
  for (let at = 0; at + 3 < short.length;) {
    const four = short.slice(at, at + 4);
    const isTogether = (four.at(-1)?.offset ?? 0) - (four[0]?.offset ?? 0) === 3;
    if (isTogether) quads.push(four.map(({ member }) => member));
    at += isTogether ? 4 : 1;
  }
  return quads;
}
