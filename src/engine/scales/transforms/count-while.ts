/**
 * How many entries at the start of a list hold.
 *
 * O(log n), by halving.
 *
 * @param holds True of some first entries and of none after them.
 */
export function countWhile<Entry>(
  entries: readonly Entry[],
  holds: (entry: Entry) => boolean,
): number {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(entries[middle] as Entry)) from = middle + 1;
    else to = middle;
  }
  return from;
}
