/**
 * Finds out whose key a caller holds.
 *
 * @module
 */

import { type ApiKeyRecord, findApiKeyByHash } from "#store/api-keys.ts";

import { apiKeyHash } from "./api-key-hash.ts";
import type { Deps } from "./deps.ts";

export interface Caller {
  /** Which key: its id, not the key. */
  readonly key: number;
  readonly tenant: number;
  readonly tenantName: string;
  readonly scopes: readonly string[];
}

/** A key that was revoked by another process stops working within this time. */
const BELIEVED_MS = 60_000;
/** A key that was just made starts working within this time. */
const REFUSED_MS = 5_000;

/** null where the key is unknown, expired or revoked. */
export async function authenticate(
  deps: Pick<Deps, "db" | "now" | "lifetime">,
  key: string,
): Promise<Caller | null> {
  const hash = apiKeyHash(key);
  const name = nameOf(hash);
  const known = believed(deps, name);
  if (known !== undefined) return known;

  // What was true when the question was asked is believed for that long from then on.
  const asked = deps.now();
  const record = await findApiKeyByHash(deps.db, hash);
  // Revoked while the database was asked: its answer may be from before.
  if (believed(deps, name) === null) return null;

  const caller = record !== null && isOpen(record, asked) ? callerOf(record) : null;
  const { callers, strangers } = deps.lifetime;
  const memory = record === null ? strangers : callers;
  const until =
    caller === null ? asked + REFUSED_MS : Math.min(asked + BELIEVED_MS, expiryOf(record));
  memory.set(name, { caller, until });
  return caller;
}

/** From now on this process lets the key in no more. */
export function refuseKey(deps: Pick<Deps, "now" | "lifetime">, hash: Uint8Array): void {
  deps.lifetime.callers.set(nameOf(hash), { caller: null, until: deps.now() + BELIEVED_MS });
}

/** A text, for maps compare arrays by identity. */
function nameOf(hash: Uint8Array): string {
  return String.fromCharCode(...hash);
}

/** undefined where nothing is known of the key, or not lately. */
function believed(deps: Pick<Deps, "now" | "lifetime">, name: string): Caller | null | undefined {
  const { callers, strangers } = deps.lifetime;
  for (const memory of [callers, strangers]) {
    const known = memory.get(name);
    if (known !== undefined && known.until > deps.now()) return known.caller;
  }
  return undefined;
}

function isOpen({ revokedAt, expiresAt }: ApiKeyRecord, now: number): boolean {
  return revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);
}

function callerOf({ id, tenant, tenantName, scopes }: ApiKeyRecord): Caller {
  return { key: id, tenant, tenantName, scopes };
}

function expiryOf(record: ApiKeyRecord | null): number {
  const expiresAt = record?.expiresAt ?? null;
  return expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);
}
