/**
 * Makes the first key, so that a new installation can be used at all.
 *
 * @module
 */

import { anyApiKey, ensureTenant, insertApiKey } from "#store/api-keys.ts";

import { apiKeyHash } from "./api-key-hash.ts";
import type { Deps } from "./deps.ts";

export interface FirstKey {
  /** The only time a made key is seen; null where there is a key already. */
  readonly key: string | null;
  readonly tenant: number;
}

const TENANT = "default";
const SCOPES = ["define", "submit", "score", "read", "admin"];

/** @param input.bootstrapKey The key to use; null makes one. Ignored once a key exists. */
export async function makeFirstKey(
  deps: Pick<Deps, "db">,
  input: { readonly bootstrapKey: string | null },
): Promise<FirstKey> {
  const tenant = await ensureTenant(deps.db, TENANT);
  if (await anyApiKey(deps.db)) return { key: null, tenant };
  const key = input.bootstrapKey ?? newKey();
  const hash = await apiKeyHash(key);
  await insertApiKey(deps.db, { tenant, hash, scopes: SCOPES, expiresAt: null });
  return { key, tenant };
}

/** 256 random bits, and a prefix by which scanners recognise a key that leaked. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `assay_${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
