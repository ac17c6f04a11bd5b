/**
 * What answers to several items say together, worked out beforehand: one row of
 * values over a grid for each combination of categories of a group of items.
 *
 * @module
 */

/** How the values of two items come together: likelihoods multiply, their logarithms add. */
export type Combine = "multiply" | "add";

/** Values over `nodeCount` nodes for each digit of an item: 0 is missing, k + 1 is category k. */
export interface ItemRows {
  /** Digits that the item can have. */
  readonly digitCount: number;
  /** Row-major, shape [digitCount, nodeCount]. */
  readonly values: Float64Array;
}

export interface GroupTables {
  readonly nodeCount: number;
  /** All rows of all groups, row-major. The first row says nothing: 1 or 0 everywhere. */
  readonly values: Float64Array;
  /** Where each group's rows begin. A multiple of four groups: the last may be rows that say nothing. */
  readonly starts: Int32Array;
  /** The items of group g are those from itemStarts[g] to itemStarts[g + 1]. */
  readonly itemStarts: Int32Array;
  /** What one more in an item's digit adds to the place of the row. */
  readonly strides: Int32Array;
}

/** Rows of a group: five items of right, wrong and missing. */
const MOST_ROWS = 243;
/** Of all groups: 4 MiB of doubles, which a processor's cache holds. */
const MOST_VALUES = 1 << 19;
/** Groups that the loops over nodes take at once. */
const UNROLLED = 4;

/**
 * Groups items in their order, as many in each as fit: 40 items of two
 * categories become 8 groups, so a likelihood over the grid costs 8 products a
 * node instead of 40. O(values) time and memory.
 */
export function groupTables(
  items: readonly ItemRows[],
  nodeCount: number,
  combine: Combine,
): GroupTables {
  const groups = groupsOf(items, nodeCount);
  const padded = Math.ceil(groups.length / UNROLLED) * UNROLLED;
  const starts = new Int32Array(padded);
  const itemStarts = new Int32Array(padded + 1).fill(items.length);
  const strides = new Int32Array(items.length);
  const total = groups.reduce((sum, group) => sum + rowCount(group), 1) * nodeCount;
  const values = new Float64Array(total);
  values.fill(combine === "multiply" ? 1 : 0, 0, nodeCount);
  let start = nodeCount;
  let item = 0;
  for (const [index, group] of groups.entries()) {
    starts[index] = start;
    itemStarts[index] = item;
    let rows = 1;
    for (const { digitCount } of group) {
      strides[item++] = rows * nodeCount;
      rows *= digitCount;
    }
    fillGroup(values.subarray(start, start + rows * nodeCount), group, nodeCount, combine);
    start += rows * nodeCount;
  }
  return { nodeCount, values, starts, itemStarts, strides };
}

/** The largest groups with which all rows stay within their budget; single items where none do. */
function groupsOf(items: readonly ItemRows[], nodeCount: number): ItemRows[][] {
  for (let most = MOST_ROWS; most > 1; most = Math.floor(most / 3)) {
    const groups = inGroups(items, most);
    const rows = groups.reduce((sum, group) => sum + rowCount(group), 0);
    if (rows * nodeCount <= MOST_VALUES) return groups;
  }
  return items.map((item) => [item]);
}

function inGroups(items: readonly ItemRows[], mostRows: number): ItemRows[][] {
  const groups: ItemRows[][] = [];
  let rows = Infinity;
  for (const item of items) {
    rows *= item.digitCount;
    if (rows <= mostRows) {
      groups.at(-1)?.push(item);
    } else {
      groups.push([item]);
      rows = item.digitCount;
    }
  }
  return groups;
}

function rowCount(group: readonly ItemRows[]): number {
  return group.reduce((rows, { digitCount }) => rows * digitCount, 1);
}

function fillGroup(
  into: Float64Array,
  group: readonly ItemRows[],
  nodeCount: number,
  combine: Combine,
): void {
  const rows = into.length / nodeCount;
  into.fill(combine === "multiply" ? 1 : 0);
  for (let row = 0; row < rows; row++) {
    let rest = row;
    for (const { digitCount, values } of group) {
      const from = (rest % digitCount) * nodeCount;
      rest = Math.floor(rest / digitCount);
      for (let node = 0; node < nodeCount; node++) {
        const at = row * nodeCount + node;
        const value = values[from + node] as number;
        into[at] =
          combine === "multiply" ? (into[at] as number) * value : (into[at] as number) + value;
      }
    }
  }
}

/**
 * Finds each group's row for one response. Allocates nothing.
 *
 * @param digits One per item.
 * @param rows Filled: where each group's row begins in `values`.
 */
export function findRows(tables: GroupTables, digits: Uint8Array, rows: Int32Array): void {
  const { starts, itemStarts, strides } = tables;
  for (let group = 0; group < starts.length; group++) {
    const end = itemStarts[group + 1] as number;
    let row = starts[group] as number;
    for (let item = itemStarts[group] as number; item < end; item++) {
      row += (digits[item] as number) * (strides[item] as number);
    }
    rows[group] = row;
  }
}

/** The sum of the rows at each node. `into` is filled; O(groups * nodes). */
export function addRows(
  { nodeCount, values }: GroupTables,
  rows: Int32Array,
  into: Float64Array,
): void {
  for (let group = 0; group < rows.length; group += UNROLLED) {
    const a = rows[group] as number;
    const b = rows[group + 1] as number;
    const c = rows[group + 2] as number;
    const d = rows[group + 3] as number;
    for (let node = 0; node < nodeCount; node++) {
      const sum =
        (values[a + node] as number) +
        (values[b + node] as number) +
        ((values[c + node] as number) + (values[d + node] as number));
      into[node] = group === 0 ? sum : (into[node] as number) + sum;
    }
  }
}
