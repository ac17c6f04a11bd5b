/**
 * Lists keys, page by page; also those that open nothing any more.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { listApiKeys } from "#store/api-keys.ts";

import type { Deps } from "./deps.ts";
import type { CursorInvalid } from "./failures.ts";
import { type KeyKeeper, tenantKept, type TenantNotFound } from "./key-keeper.ts";
import { type KeyFacts, keyFacts } from "./key-facts.ts";

export interface ListKeysInput {
  /** null is all that the keeper may see. */
  readonly tenant: string | null;
  /** `next` of the page before. */
  readonly cursor: string | null;
  readonly limit: number;
}

export interface KeyPage {
  readonly keys: readonly KeyFacts[];
  /** `cursor` of the next page; null at the end. */
  readonly next: string | null;
}

const LARGEST_ID = 2_147_483_647;

export async function listKeys(
  deps: Pick<Deps, "db">,
  keeper: KeyKeeper,
  { tenant: asked, cursor, limit }: ListKeysInput,
): Promise<Result<KeyPage, TenantNotFound | CursorInvalid>> {
  const after = cursor === null ? 0 : idIn(cursor);
  if (after === null) return err({ code: "cursor_invalid" });
  const tenant = await tenantKept(deps, keeper, asked);
  if (!tenant.ok) return tenant;

  const records = await listApiKeys(deps.db, tenant.value, { after, limit: limit + 1 });
  const keys = records.slice(0, limit).map(keyFacts);
  return ok({ keys, next: records.length > limit ? String(keys.at(-1)?.id ?? 0) : null });
}

function idIn(cursor: string): number | null {
  const id = /^\d{1,10}$/.test(cursor) ? Number(cursor) : LARGEST_ID + 1;
  return id <= LARGEST_ID ? id : null;
}
