import type { ApiKeyRecord } from "#store/api-keys.ts";

/** What may be told of a key: never the key, and not its hash. */
export interface KeyFacts {
  readonly id: number;
  readonly tenant: string;
  readonly label: string | null;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export function keyFacts(record: ApiKeyRecord): KeyFacts {
  const { id, tenantName, label, scopes, createdAt, expiresAt, revokedAt } = record;
  return { id, tenant: tenantName, label, scopes, createdAt, expiresAt, revokedAt };
}
