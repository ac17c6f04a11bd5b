/**
 * Tenants and the keys that open their doors. A key is kept as its hash only.
 *
 * @module
 */

import { eq } from "drizzle-orm";

import type { Db } from "./db.ts";
import { apiKeys, tenants } from "./tables.ts";

export interface ApiKeyRecord {
  readonly id: number;
  readonly tenant: number;
  readonly scopes: readonly string[];
  /** ISO 8601, UTC. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface NewApiKey {
  readonly tenant: number;
  /** SHA-256 of the key. */
  readonly hash: Uint8Array;
  readonly scopes: readonly string[];
  /** ISO 8601. */
  readonly expiresAt: string | null;
}

export async function insertApiKey(db: Db, key: NewApiKey): Promise<void> {
  await db.insert(apiKeys).values({
    tenant: key.tenant,
    hash: key.hash,
    scopes: [...key.scopes],
    expiresAt: key.expiresAt === null ? null : new Date(key.expiresAt),
  });
}

/** Expired and revoked keys too: whether one still opens is not the store's to say. */
export async function findApiKeyByHash(db: Db, hash: Uint8Array): Promise<ApiKeyRecord | null> {
  const [row] = await db
    .select({
      id: apiKeys.id,
      tenant: apiKeys.tenant,
      scopes: apiKeys.scopes,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .where(eq(apiKeys.hash, hash));
  if (row === undefined) return null;
  return {
    ...row,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

/** Whether any key was ever made. */
export async function anyApiKey(db: Db): Promise<boolean> {
  const [row] = await db.select({ id: apiKeys.id }).from(apiKeys).limit(1);
  return row !== undefined;
}

/** The tenant of this name, made if there is none. */
export async function ensureTenant(db: Db, name: string): Promise<number> {
  await db.insert(tenants).values({ name }).onConflictDoNothing();
  const [row] = await db.select({ id: tenants.id }).from(tenants).where(eq(tenants.name, name));
  if (row === undefined) throw new RangeError(`tenant ${name} was removed`);
  return row.id;
}
