/**
 * Does what was asked of `npm run keys`, as whoever holds the database.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { audit } from "#usecase/audit.ts";
import { createKey } from "#usecase/create-key.ts";
import type { Deps } from "#usecase/deps.ts";
import type { KeyFacts } from "#usecase/key-facts.ts";
import { COMMAND_LINE, DEFAULT_TENANT } from "#usecase/key-keeper.ts";
import { listKeys } from "#usecase/list-keys.ts";
import { revokeKey } from "#usecase/revoke-key.ts";

import type { KeysCommand } from "./keys-command.ts";
import { createdKeyText, keyListText } from "./keys-text.ts";

type Asked<Verb> = Extract<KeysCommand, { readonly verb: Verb }>;

const PAGE = 1_000;
/** No key was shown: the line in the log has none. */
const NOBODY = { key: null, tenantName: DEFAULT_TENANT };

/** What to print, or one line that says why not. */
export async function runKeys(
  deps: Deps,
  command: Exclude<KeysCommand, { readonly verb: "help" }>,
): Promise<Result<string, string>> {
  switch (command.verb) {
    case "create":
      return await create(deps, command);
    case "list":
      return await list(deps, command);
    case "revoke":
      return await revoke(deps, command);
  }
}

async function create(deps: Deps, { request, json }: Asked<"create">) {
  const { tenant = null, scopes, expiresAt = null, label = null } = request;
  const created = await createKey(deps, COMMAND_LINE, { tenant, scopes, expiresAt, label });
  if (!created.ok) return err("--expires must be a time to come.");
  audit(deps, NOBODY, { what: "key_create", key: created.value.id });
  return ok(json ? JSON.stringify(created.value) : createdKeyText(created.value));
}

async function list(deps: Deps, { tenant, json }: Asked<"list">) {
  const keys: KeyFacts[] = [];
  let cursor: string | null = null;
  do {
    const page = await listKeys(deps, COMMAND_LINE, { tenant, cursor, limit: PAGE });
    if (!page.ok) return err("There is no such tenant.");
    keys.push(...page.value.keys);
    cursor = page.value.next;
  } while (cursor !== null);
  return ok(json ? JSON.stringify({ keys }) : keyListText(keys, deps.now()));
}

async function revoke(deps: Deps, { id, json }: Asked<"revoke">) {
  const revoked = await revokeKey(deps, COMMAND_LINE, id);
  if (!revoked.ok) return err(`There is no key ${id}; list shows those that there are.`);
  audit(deps, NOBODY, { what: "key_revoke", key: id });
  const text = `Key ${id} is revoked. A server that runs stops taking it within 60 seconds.`;
  return ok(json ? JSON.stringify({ id, revoked: true }) : text);
}
