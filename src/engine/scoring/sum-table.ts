/**
 * Tables of what the codes of some items add to a sum.
 *
 * @module
 */

import type { NarrowWorth, QuadWorth, SumMember, SumTable, WideWorth } from "./sum-plan.ts";
import { arrange, PAIR_CELLS } from "./quads.ts";

/** A byte may hold any code, also one that its item does not know: what nobody fills in stays NaN. */
export function sumTable(members: readonly SumMember[]): SumTable {
  const { quads, singles, wide } = arrange(members);
  return {
    quads: quadWorth(quads),
    singles: narrowWorth(singles),
    quadMembers: madeOnce(() => narrowWorth(quads.flat())),
    wide: wideWorth(wide),
  };
}

/** 2 KB a member, which hardly any form needs: codes from 16 on are of later revisions. */
function madeOnce(make: () => NarrowWorth): () => NarrowWorth {
  let made: NarrowWorth | null = null;
  return () => (made ??= make());
}

function quadWorth(quads: readonly (readonly SumMember[])[]): QuadWorth {
  const worth = new Float64Array(quads.length * 2 * PAIR_CELLS).fill(Number.NaN);
  const pairs = quads.flatMap(([first, second, third, fourth]) => [
    [first, second],
    [third, fourth],
  ]) as [SumMember, SumMember][];
  for (const [pair, [first, second]] of pairs.entries()) {
    for (const [high, more] of second.worth.entries()) {
      const start = pair * PAIR_CELLS + (high << 4);
      for (const [low, one] of first.worth.entries()) worth[start + low] = one + more;
    }
  }
  return { offsets: Int32Array.from(quads, ([first]) => first?.item.offset ?? 0), worth };
}

function narrowWorth(members: readonly SumMember[]): NarrowWorth {
  const worth = new Float64Array(members.length << 8).fill(Number.NaN);
  for (const [place, member] of members.entries()) worth.set(member.worth, place << 8);
  return { offsets: Int32Array.from(members, ({ item }) => item.offset), worth };
}

function wideWorth(members: readonly SumMember[]): WideWorth {
  const starts = new Int32Array(members.length);
  let length = 0;
  for (const [place, { worth }] of members.entries()) {
    starts[place] = length;
    length += worth.length;
  }
  const worth = new Float64Array(length);
  for (const [place, member] of members.entries()) worth.set(member.worth, starts[place]);
  return { slots: Int32Array.from(members, ({ item }) => item.slot), starts, worth };
}
