import { Hono } from "hono";
import * as v from "valibot";

import { keeperOf } from "#usecase/key-keeper.ts";
import { listKeys } from "#usecase/list-keys.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { cursor, limit } from "../parameters.ts";
import { problem } from "../problem.ts";
import { query } from "../validated.ts";
import { KeyListView, tenantName } from "../views/key-view.ts";

const described = operation({
  id: "listKeys",
  scope: "admin",
  summary: "List keys in the order they were made, expired and revoked ones too.",
  description:
    "An admin of the first tenant, `default`, sees the keys of all tenants, or of one by `tenant`; other admins those of their own.",
  answers: { 200: { description: "A page of them.", content: json(KeyListView) } },
  problems: {
    400: "A parameter is wrong.",
    404: "No such tenant, or none that the caller manages.",
  },
});

const tenant = v.optional(tenantName("Whose keys; all that the caller manages unless told."));

/** GET /v1/keys */
export const listKeysRoute = new Hono<AppEnv>().get(
  "/v1/keys",
  described,
  query({ limit, cursor, tenant }),
  async (c) => {
    const page = c.req.valid("query");

    const listed = await listKeys(c.env, keeperOf(c.var.caller), {
      tenant: page.tenant ?? null,
      cursor: page.cursor ?? null,
      limit: page.limit,
    });
    if (!listed.ok) return problem(c, listed.error);

    return c.json(listed.value);
  },
);
