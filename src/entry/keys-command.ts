/**
 * What can be asked of `npm run keys`.
 *
 * @module
 */

import { parseArgs } from "node:util";

import * as v from "valibot";

import { KeyRequest } from "#http/views/key-view.ts";
import { err, ok, type Result } from "#result";

export type KeysCommand =
  | { readonly verb: "help" }
  | { readonly verb: "create"; readonly json: boolean; readonly request: KeyRequest }
  | { readonly verb: "list"; readonly json: boolean; readonly tenant: string | null }
  | { readonly verb: "revoke"; readonly json: boolean; readonly id: number };

type KeyRequest = v.InferOutput<typeof KeyRequest>;

const OPTIONS = {
  scopes: { type: "string" },
  tenant: { type: "string" },
  expires: { type: "string" },
  label: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

type Given = ReturnType<typeof parse>["values"];

export const KEYS_HELP = `Makes, lists and revokes keys of the database that the settings name.

  npm run keys -- create --scopes submit,read [--tenant NAME] [--expires TIME] [--label TEXT] [--json]
  npm run keys -- list [--tenant NAME] [--json]
  npm run keys -- revoke ID [--json]

  --scopes   What the key is good for, with commas: define, submit, score, read, admin.
  --tenant   Whose key it is; default unless told, and made if there is none. list: all unless told.
  --expires  When the key ends, such as 2027-01-31T12:00:00Z; never unless told.
  --label    What people call it.
  --json     JSON instead of text. With npm, add --silent: npm run --silent keys -- list --json

A key is shown once, when it is made. A server that runs stops taking a revoked one within 60 seconds.
The embedded database belongs to one process: while a server has it, use /v1/keys over HTTP.
`;

/** The command, or one line about what is not one. */
export function readKeysCommand(args: readonly string[]): Result<KeysCommand, string> {
  const parsed = parsedOrReason(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [verb, ...rest] = positionals;
  if (values.help) return ok({ verb: "help" });
  switch (verb) {
    case "create":
      return rest.length > 0 ? err(TOO_MUCH) : creation(values);
    case "list":
      return rest.length > 0 ? err(TOO_MUCH) : listing(values);
    case "revoke":
      return revocation(values, rest);
    case undefined:
    default:
      return err("create, list or revoke must be given; --help tells more.");
  }
}

const TOO_MUCH = "There is a word too many; --help tells more.";

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

function parsedOrReason(args: readonly string[]): Result<ReturnType<typeof parse>, string> {
  try {
    return ok(parse(args));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [line = ""] = error.message.split(/\. |\n/);
    return err(`${line.replace(/\.$/, "")}; --help tells more.`);
  }
}

function creation(given: Given): Result<KeysCommand, string> {
  const { scopes, tenant, expires, label, json } = given;
  const asked = v.safeParse(KeyRequest, {
    scopes: scopes?.split(",").map((scope) => scope.trim()) ?? [],
    tenant,
    expiresAt: expires,
    label,
  });
  if (asked.success) return ok({ verb: "create", json, request: asked.output });
  const [field = ""] = v.getDotPath(asked.issues[0])?.split(".") ?? [];
  return err(`--${field === "expiresAt" ? "expires" : field} ${asked.issues[0].message}.`);
}

function listing(given: Given): Result<KeysCommand, string> {
  const unused = unusedOption(given, ["scopes", "expires", "label"]);
  if (unused !== null) return err(unused);
  return ok({ verb: "list", json: given.json, tenant: given.tenant ?? null });
}

function revocation(given: Given, rest: readonly string[]): Result<KeysCommand, string> {
  const unused = unusedOption(given, ["scopes", "expires", "label", "tenant"]);
  if (unused !== null) return err(unused);
  const [id = "", ...more] = rest;
  if (!/^\d{1,9}$/.test(id) || more.length > 0) {
    return err("revoke takes the id of one key, as list shows it.");
  }
  return ok({ verb: "revoke", json: given.json, id: Number(id) });
}

function unusedOption(given: Given, names: readonly (keyof Given)[]): string | null {
  const name = names.find((one) => given[one] !== undefined);
  return name === undefined ? null : `--${name} does not apply here; --help tells more.`;
}
