/**
 * Closes a key for good.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { revokeApiKey } from "#store/api-keys.ts";

import { refuseKey } from "./authenticate.ts";
import type { Deps } from "./deps.ts";
import { type KeyKeeper, tenantKept, type TenantNotFound } from "./key-keeper.ts";

export interface KeyNotFound {
  readonly code: "key_not_found";
  readonly id: number;
}

/** At once in this process, within a minute in others. Revoking again changes nothing. */
export async function revokeKey(
  deps: Pick<Deps, "db" | "now" | "lifetime">,
  keeper: KeyKeeper,
  id: number,
): Promise<Result<{ readonly id: number }, KeyNotFound | TenantNotFound>> {
  const tenant = await tenantKept(deps, keeper, null);
  if (!tenant.ok) return tenant;
  const hash = await revokeApiKey(deps.db, id, tenant.value);
  if (hash === null) return err({ code: "key_not_found", id });
  refuseKey(deps, hash);
  return ok({ id });
}
