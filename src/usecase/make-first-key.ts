/**
 * Makes the first key, so that a new installation can be used at all.
 *
 * @module
 */

import { anyApiKey, insertApiKey } from "#store/api-keys.ts";
import { ensureTenant } from "#store/tenants.ts";

import { apiKeyHash } from "./api-key-hash.ts";
import type { Deps } from "./deps.ts";
import { DEFAULT_TENANT } from "./key-keeper.ts";
import { newApiKey } from "./new-api-key.ts";
import { SCOPES } from "./scopes.ts";

export interface FirstKey {
  /** The only time a made key is seen; null where there is a key already. */
  readonly key: string | null;
  readonly tenant: number;
}

/** @param input.bootstrapKey The key to use; null makes one. Ignored once a key exists. */
export async function makeFirstKey(
  deps: Pick<Deps, "db">,
  input: { readonly bootstrapKey: string | null },
): Promise<FirstKey> {
  const tenant = await ensureTenant(deps.db, DEFAULT_TENANT);
  if (await anyApiKey(deps.db)) return { key: null, tenant };
  const key = input.bootstrapKey ?? newApiKey();
  const hash = apiKeyHash(key);
  const label = "first key";
  await insertApiKey(deps.db, { tenant, hash, label, scopes: SCOPES, expiresAt: null });
  return { key, tenant };
}
