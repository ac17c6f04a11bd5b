/**
 * Who changed what, or computed it: one line each, for whoever must account
 * for it later. Never answers, never keys.
 *
 * @module
 */

import type { Deps } from "./deps.ts";

export interface Deed {
  readonly what: "define" | "score" | "key_create" | "key_revoke";
  /** null where nothing stored was scored. */
  readonly assessment?: string | null;
  readonly revision?: number | null;
  /** The key that was made or revoked: its id. */
  readonly key?: number;
}

export interface Doer {
  /** The id of the key that was shown; null on the command line. */
  readonly key: number | null;
  readonly tenantName: string;
}

export function audit(deps: Pick<Deps, "log">, by: Doer, { what, ...of }: Deed): void {
  deps.log("info", "audit", { what, by: by.key, tenant: by.tenantName, ...of });
}
