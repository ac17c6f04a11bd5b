/**
 * Keys as a person reads them.
 *
 * @module
 */

import type { CreatedKey } from "#usecase/create-key.ts";
import type { KeyFacts } from "#usecase/key-facts.ts";

export function createdKeyText(created: CreatedKey): string {
  const { key, id, tenant, label, scopes, expiresAt } = created;
  return [
    `Key      ${key}   (shown this once: keep it)`,
    `Id       ${id}`,
    `Tenant   ${tenant}`,
    `Label    ${label ?? "-"}`,
    `Scopes   ${scopes.join(",")}`,
    `Expires  ${expiresAt ?? "never"}`,
  ].join("\n");
}

const HEAD = ["id", "tenant", "label", "scopes", "created", "expires", "state"];

export function keyListText(keys: readonly KeyFacts[], now: number): string {
  const rows = [HEAD, ...keys.map((key) => cellsOf(key, now))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const aligned = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return aligned.map((row) => row.join("  ").trimEnd()).join("\n");
}

function cellsOf(key: KeyFacts, now: number): string[] {
  return [
    String(key.id),
    key.tenant,
    key.label ?? "-",
    key.scopes.join(","),
    key.createdAt,
    key.expiresAt ?? "never",
    stateOf(key, now),
  ];
}

function stateOf({ revokedAt, expiresAt }: KeyFacts, now: number): string {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  return expiresAt !== null && Date.parse(expiresAt) <= now ? "expired" : "open";
}
