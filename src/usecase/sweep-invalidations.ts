/**
 * Tells the cache what it is still owed.
 *
 * @module
 */

import {
  findOwedInvalidations,
  type OwedInvalidation,
  settleInvalidations,
} from "#store/owed-invalidations.ts";

import { cachedSubject } from "./cached-place.ts";
import type { Deps } from "./deps.ts";

const AT_ONCE = 500;

/**
 * One round. Ends at the first failure: a cache that is away would let each of
 * many wait its time. Rows are seen once their write is committed, so whatever
 * is computed under the new token has the write in it.
 *
 * @returns How many were settled.
 */
export async function sweepInvalidations(
  deps: Pick<Deps, "db" | "cache" | "observe">,
): Promise<number> {
  const owed = await findOwedInvalidations(deps.db, AT_ONCE);
  const told: string[] = [];
  for (const [subject, writes] of bySubject(owed)) {
    if (!(await deps.cache.drop(subject))) break;
    told.push(...writes);
  }
  if (told.length === 0) return 0;
  await settleInvalidations(deps.db, told);
  deps.observe({ kind: "invalidation", outcome: "swept", count: told.length });
  return told.length;
}

/** The ids of the writes that each subject is owed for. */
function bySubject(owed: readonly OwedInvalidation[]): ReadonlyMap<string, string[]> {
  const writes = new Map<string, string[]>();
  for (const { id, tenant, assessment } of owed) {
    const subject = cachedSubject({ tenant, id: assessment });
    const others = writes.get(subject);
    if (others === undefined) writes.set(subject, [id]);
    else others.push(id);
  }
  return writes;
}
