/**
 * Items whose codes are read four at a time.
 *
 * @module
 */

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
