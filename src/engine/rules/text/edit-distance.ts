/**
 * Levenshtein distance, asked only whether it is small: how many characters
 * must be put in, taken out or replaced to make one text of the other. Two
 * letters that changed places are two edits.
 *
 *     d(i, j) = least of  d(i-1, j) + 1,  d(i, j-1) + 1,  d(i-1, j-1) + [aᵢ ≠ bⱼ]
 *
 * A way of at most k edits never leaves the band |i - j| <= k, so only the band
 * is filled in. O(k · length) time, O(length) memory; it stops at the first row
 * that is past k throughout.
 *
 * Also known as Ukkonen's cut-off, and from packages of his name.
 *
 * @module
 */

/**
 * @param a, b Code points.
 * @param most Not negative.
 */
export function isWithinEdits(a: readonly number[], b: readonly number[], most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  const beyond = most + 1;
  // Cells past the band are never filled in, and so stay beyond.
  let before = Array.from(b, (_, j) => Math.min(j, beyond)).concat(Math.min(b.length, beyond));
  let row = before.map(() => beyond);
  for (const [index, character] of a.entries()) {
    const i = index + 1;
    if (!fillRow(row, before, { character, b, i, most })) return false;
    [before, row] = [row, before];
  }
  return (before[b.length] ?? beyond) <= most;
}

interface Row {
  readonly character: number;
  readonly b: readonly number[];
  readonly i: number;
  readonly most: number;
}

/** Whether any cell of the row is still within `most`. */
function fillRow(row: number[], before: readonly number[], { character, b, i, most }: Row) {
  const first = Math.max(1, i - most);
  const last = Math.min(b.length, i + most);
  row[first - 1] = first === 1 ? i : most + 1;
  let least = row[first - 1] as number;
  for (let j = first; j <= last; j++) {
    const replaced = (before[j - 1] as number) + (b[j - 1] === character ? 0 : 1);
    const changed = Math.min(before[j] as number, row[j - 1] as number) + 1;
    const edits = Math.min(replaced, changed);
    row[j] = edits;
    least = Math.min(least, edits);
  }
  return least <= most;
}
