/**
 * Whose keys someone may manage. An admin of the first tenant runs the
 * installation and may manage everyone's; an admin of another tenant only that
 * tenant's, and cannot find out which others there are.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { findTenant } from "#store/tenants.ts";

import type { Caller } from "./authenticate.ts";
import type { Deps } from "./deps.ts";

/** The tenant of the first key. */
export const DEFAULT_TENANT = "default";

export interface KeyKeeper {
  /** The tenant whose keys are meant where none is named. */
  readonly tenant: string;
  /** Whether other tenants' keys may be managed too. */
  readonly everywhere: boolean;
}

/** Who holds the database holds all keys. */
export const COMMAND_LINE: KeyKeeper = { tenant: DEFAULT_TENANT, everywhere: true };

export function keeperOf({ tenantName }: Caller): KeyKeeper {
  return { tenant: tenantName, everywhere: tenantName === DEFAULT_TENANT };
}

export interface TenantNotFound {
  readonly code: "tenant_not_found";
  readonly tenant: string;
}

/** The one tenant whose keys are meant, or null for all that there are. */
export async function tenantKept(
  deps: Pick<Deps, "db">,
  keeper: KeyKeeper,
  asked: string | null,
): Promise<Result<number | null, TenantNotFound>> {
  if (asked === null && keeper.everywhere) return ok(null);
  const name = asked ?? keeper.tenant;
  const id = maySee(keeper, name) ? await findTenant(deps.db, name) : null;
  return id === null ? err({ code: "tenant_not_found", tenant: name }) : ok(id);
}

export function maySee(keeper: KeyKeeper, tenant: string): boolean {
  return keeper.everywhere || tenant === keeper.tenant;
}
