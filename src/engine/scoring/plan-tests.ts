/**
 * Lays out what is counted of each scale as a test of its own: how often each
 * answer of a member was given, and the sum of the scale over those.
 *
 * @module
 */

import type { MemberCells, PlanItem, ScalePlan, TestPlan } from "./plan.ts";
import { membersOf, placed } from "./plan-words.ts";
import { quadsOf } from "./quads.ts";

/** Distinct values that are counted one by one. */
const MOST_VALUES = 2 ** 16;
/** Sums of distances are kept in two limbs of 21 bits, exact for 2^32 responses. */
const WIDEST_RANGE = 2 ** 42;

/** null of a scale that is no sum, that people score, or whose values spread too far. */
export function planTest(items: readonly PlanItem[], scale: ScalePlan): TestPlan | null {
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
    ...arranged(cells),
    stride,
  };
}

function arranged(members: readonly MemberCells[]): Pick<TestPlan, "quads" | "singles" | "wide"> {
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
