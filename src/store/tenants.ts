/**
 * Tenants, found by name. Nothing of one is seen by another.
 *
 * @module
 */

import { eq } from "drizzle-orm";

import type { Db } from "./db.ts";
import { tenants } from "./tables.ts";

export async function findTenant(db: Db, name: string): Promise<number | null> {
  const [row] = await db.select({ id: tenants.id }).from(tenants).where(eq(tenants.name, name));
  return row?.id ?? null;
}

/** The tenant of this name, made if there is none. */
export async function ensureTenant(db: Db, name: string): Promise<number> {
  await db.insert(tenants).values({ name }).onConflictDoNothing();
  const id = await findTenant(db, name);
  if (id === null) throw new RangeError(`tenant ${name} was removed`);
  return id;
}
