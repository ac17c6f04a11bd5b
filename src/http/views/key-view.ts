import * as v from "valibot";

import { NAME, NAME_MESSAGE } from "#engine/definition/name-pattern.ts";
import { SCOPES } from "#usecase/scopes.ts";

import { fieldsMessage } from "../fields-message.ts";

const SCOPE_LIST = `must be a list of ${SCOPES.join(", ")}`;

/** What is asked for; the command line reads its options by it too. */
export const KeyRequest = v.strictObject(
  {
    scopes: v.pipe(
      v.array(v.picklist(SCOPES, SCOPE_LIST), SCOPE_LIST),
      v.minLength(1, SCOPE_LIST),
      v.maxLength(20, SCOPE_LIST),
      v.description("What the key is good for. Each stands alone."),
    ),
    tenant: v.optional(tenantName("Whose key it is; the caller's own tenant unless told.")),
    expiresAt: v.optional(
      v.pipe(
        v.string("must be a text"),
        v.isoTimestamp("must be a time such as 2027-01-31T12:00:00Z"),
        v.check(
          (text) => Number.isFinite(Date.parse(text)),
          "must be a time such as 2027-01-31T12:00:00Z",
        ),
        v.description("When it ends; never unless told."),
      ),
    ),
    label: v.optional(
      v.pipe(
        v.string("must be a text"),
        v.minLength(1, "must not be empty"),
        v.maxLength(200, "must have at most 200 characters"),
        v.check((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text), "must be one line of text"),
        v.description("What people call it."),
      ),
    ),
  },
  fieldsMessage("must be an object of scopes, tenant, expiresAt and label"),
);

export function tenantName(description: string) {
  return v.pipe(
    v.string("must be a text"),
    v.regex(NAME, NAME_MESSAGE),
    v.description(description),
  );
}

const facts = {
  id: v.pipe(v.number(), v.description("Names the key; it opens nothing.")),
  tenant: v.string(),
  label: v.nullable(v.string()),
  scopes: v.array(v.string()),
  createdAt: v.string(),
  expiresAt: v.nullable(v.string()),
  revokedAt: v.nullable(v.string()),
};

export const CreatedKeyView = v.object({
  ...facts,
  key: v.pipe(v.string(), v.description("The key itself. It is never shown again.")),
});

export const KeyListView = v.object({
  keys: v.array(v.object(facts)),
  next: v.pipe(
    v.nullable(v.string()),
    v.description("`cursor` of the next page; null on the last."),
  ),
});
