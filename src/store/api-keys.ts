/**
 * The keys that open a tenant's doors. A key is kept as its hash only.
 *
 * @module
 */

import { and, asc, eq, gt, sql } from "drizzle-orm";

import type { Db } from "./db.ts";
import { apiKeys, tenants } from "./tables.ts";

export interface ApiKeyRecord {
  readonly id: number;
  readonly tenant: number;
  readonly tenantName: string;
  readonly label: string | null;
  readonly scopes: readonly string[];
  /** ISO 8601, UTC, as all instants here. */
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface NewApiKey {
  readonly tenant: number;
  /** SHA-256 of the key. */
  readonly hash: Uint8Array;
  readonly label: string | null;
  readonly scopes: readonly string[];
  /** ISO 8601. */
  readonly expiresAt: string | null;
}

/** The id of the key that was made. */
export async function insertApiKey(db: Db, key: NewApiKey): Promise<number> {
  const [row] = await db
    .insert(apiKeys)
    .values({
      tenant: key.tenant,
      hash: key.hash,
      label: key.label,
      scopes: [...key.scopes],
      expiresAt: key.expiresAt === null ? null : new Date(key.expiresAt),
    })
    .returning({ id: apiKeys.id });
  if (row === undefined) throw new RangeError("an insert gave no row");
  return row.id;
}

/** Expired and revoked keys too: whether one still opens is not the store's to say. */
export async function findApiKeyByHash(db: Db, hash: Uint8Array): Promise<ApiKeyRecord | null> {
  const [row] = await selectKeys(db).where(eq(apiKeys.hash, hash));
  return row === undefined ? null : toRecord(row);
}

export async function findApiKey(db: Db, id: number): Promise<ApiKeyRecord | null> {
  const [row] = await selectKeys(db).where(eq(apiKeys.id, id));
  return row === undefined ? null : toRecord(row);
}

/** A page of keys in the order they were made, of one tenant or of all. */
export async function listApiKeys(
  db: Db,
  tenant: number | null,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly ApiKeyRecord[]> {
  const rows = await selectKeys(db)
    .where(
      and(tenant === null ? undefined : eq(apiKeys.tenant, tenant), gt(apiKeys.id, page.after)),
    )
    .orderBy(asc(apiKeys.id))
    .limit(page.limit);
  return rows.map(toRecord);
}

/** The hash of the key, which is revoked now if it was not before; null where there is no such key. */
export async function revokeApiKey(
  db: Db,
  id: number,
  tenant: number | null,
): Promise<Uint8Array | null> {
  const [row] = await db
    .update(apiKeys)
    .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, now())` })
    .where(and(eq(apiKeys.id, id), tenant === null ? undefined : eq(apiKeys.tenant, tenant)))
    .returning({ hash: apiKeys.hash });
  return row?.hash ?? null;
}

/** Whether any key was ever made. */
export async function anyApiKey(db: Db): Promise<boolean> {
  const [row] = await db.select({ id: apiKeys.id }).from(apiKeys).limit(1);
  return row !== undefined;
}

/** Built for each query: a query can be awaited once. */
function selectKeys(db: Db) {
  return db
    .select({
      id: apiKeys.id,
      tenant: apiKeys.tenant,
      tenantName: tenants.name,
      label: apiKeys.label,
      scopes: apiKeys.scopes,
      createdAt: apiKeys.createdAt,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenant));
}

type Instants = "createdAt" | "expiresAt" | "revokedAt";

function toRecord(
  row: Omit<ApiKeyRecord, Instants> & {
    createdAt: Date;
    expiresAt: Date | null;
    revokedAt: Date | null;
  },
): ApiKeyRecord {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
