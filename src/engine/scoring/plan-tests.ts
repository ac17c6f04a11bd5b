/**
 * Lays out what is counted of each scale as a test of its own: how often each
 * answer of a member was given, and the sum of the scale over those.
 *
 * @module
 */

import type { MemberCells, PlanItem, ScalePlan, TestPlan } from "./plan.ts";
import { membersOf, placed } from "./plan-words.ts";
import { arrange } from "./quads.ts";

/** Distinct values that are counted one by one. */
const MOST_VALUES = 2 ** 16;
/** Sums of distances are kept in two limbs of 21 bits, exact for 2^32 responses. */
const WIDEST_RANGE = 2 ** 42;
/** Bytes of what is counted of all scales, of all groups together. */
const TEST_BUDGET = 16 * 2 ** 20;
/** Of a block's member and code: a count, and two limbs. */
const CELL_BYTES = 4 + 8 + 8;
/** Of a block's value. */
const VALUE_BYTES = 4;
/** Complete and partial. */
const BLOCKS = 2;

/**
 * One a scale, in their order: one that does not fit into the budget is counted
 * without its values one by one, or not at all, and leaves its room to the
 * next. All follows from the definition alone.
 *
 * @param tallies Of all results, and of each group.
 */
export function planTests(
  items: readonly PlanItem[],
  scales: readonly ScalePlan[],
  tallies: number,
): (TestPlan | null)[] {
  let room = Math.floor(TEST_BUDGET / tallies);
  return scales.map((scale) => {
    const test = withinRoom(planTest(items, scale), room);
    if (test !== null) room -= bytesOf(test);
    return test;
  });
}

function withinRoom(test: TestPlan | null, room: number): TestPlan | null {
  if (test === null || bytesOf(test) <= room) return test;
  const withoutValues = { ...test, valueCount: null };
  return bytesOf(withoutValues) <= room ? withoutValues : null;
}

function bytesOf({ valueCount, stride }: TestPlan): number {
  return BLOCKS * (VALUE_BYTES * (valueCount ?? 0) + CELL_BYTES * stride);
}

/** null of a scale that is no sum, that people score, or whose values spread too far. */
function planTest(items: readonly PlanItem[], scale: ScalePlan): TestPlan | null {
  if (!scale.isPacked) return null;
  const members = membersOf(items, scale);
  const { least, range } = placed({ members });
  if (range >= WIDEST_RANGE) return null;
  const cells: MemberCells[] = [];
  let stride = 0;
  for (const member of members) {
    cells.push({ ...member, start: stride });
    stride += member.worth.length;
  }
  return {
    least,
    most: least + range,
    valueCount: range < MOST_VALUES ? range + 1 : null,
    members: cells,
    ...arrange(cells),
    stride,
  };
}
