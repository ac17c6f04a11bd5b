/**
 * Finds out whose key a caller holds.
 *
 * @module
 */

import { findApiKeyByHash } from "#store/api-keys.ts";

import { apiKeyHash } from "./api-key-hash.ts";
import type { Deps } from "./deps.ts";

export interface Caller {
  readonly tenant: number;
  readonly scopes: readonly string[];
}

/** A key that was revoked stops working within this time. */
const BELIEVED_MS = 60_000;
/** A key that was just made starts working within this time. */
const REFUSED_MS = 5_000;

/** null where the key is unknown, expired or revoked. */
export async function authenticate(
  deps: Pick<Deps, "db" | "now" | "lifetime">,
  key: string,
): Promise<Caller | null> {
  const hash = await apiKeyHash(key);
  const name = hash.join();
  const known = deps.lifetime.callers.get(name);
  if (known !== undefined && known.until > deps.now()) return known.caller;

  const record = await findApiKeyByHash(deps.db, hash);
  const isOpen =
    record !== null &&
    record.revokedAt === null &&
    (record.expiresAt === null || Date.parse(record.expiresAt) > deps.now());
  const caller = isOpen ? { tenant: record.tenant, scopes: record.scopes } : null;
  const until = deps.now() + (caller === null ? REFUSED_MS : BELIEVED_MS);
  deps.lifetime.callers.set(name, { caller, until: Math.min(until, expiryOf(record)) });
  return caller;
}

function expiryOf(record: { readonly expiresAt: string | null } | null): number {
  const expiresAt = record?.expiresAt ?? null;
  return expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);
}
