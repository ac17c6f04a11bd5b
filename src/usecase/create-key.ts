/**
 * Makes a key.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { findApiKey, insertApiKey } from "#store/api-keys.ts";
import { ensureTenant } from "#store/tenants.ts";

import { apiKeyHash } from "./api-key-hash.ts";
import type { Deps } from "./deps.ts";
import { type KeyKeeper, maySee, type TenantNotFound } from "./key-keeper.ts";
import { type KeyFacts, keyFacts } from "./key-facts.ts";
import { newApiKey } from "./new-api-key.ts";
import { type Scope, SCOPES } from "./scopes.ts";

export interface CreateKeyInput {
  /** null is the keeper's own; a new name makes a tenant. */
  readonly tenant: string | null;
  readonly scopes: readonly Scope[];
  /** ISO 8601; null is never. */
  readonly expiresAt: string | null;
  readonly label: string | null;
}

export interface CreatedKey extends KeyFacts {
  /** The only time it is seen. */
  readonly key: string;
}

export interface KeyExpiryPassed {
  readonly code: "key_expiry_passed";
  readonly expiresAt: string;
}

export async function createKey(
  deps: Pick<Deps, "db" | "now">,
  keeper: KeyKeeper,
  input: CreateKeyInput,
): Promise<Result<CreatedKey, TenantNotFound | KeyExpiryPassed>> {
  const { expiresAt, label } = input;
  if (expiresAt !== null && Date.parse(expiresAt) <= deps.now()) {
    return err({ code: "key_expiry_passed", expiresAt });
  }
  const name = input.tenant ?? keeper.tenant;
  if (!maySee(keeper, name)) return err({ code: "tenant_not_found", tenant: name });

  const tenant = await ensureTenant(deps.db, name);
  const key = newApiKey();
  const hash = apiKeyHash(key);
  const scopes = SCOPES.filter((scope) => input.scopes.includes(scope));
  const id = await insertApiKey(deps.db, { tenant, hash, label, scopes, expiresAt });
  const record = await findApiKey(deps.db, id);
  if (record === null) throw new RangeError(`key ${id} is gone`);
  return ok({ ...keyFacts(record), key });
}
