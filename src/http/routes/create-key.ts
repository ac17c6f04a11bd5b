import { Hono } from "hono";
import * as v from "valibot";

import { audit } from "#usecase/audit.ts";
import { createKey } from "#usecase/create-key.ts";
import { keeperOf } from "#usecase/key-keeper.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { problem } from "../problem.ts";
import { readJsonBody } from "../read-json-body.ts";
import { query } from "../validated.ts";
import { CreatedKeyView, KeyRequest } from "../views/key-view.ts";

const EXAMPLE = { scopes: ["submit"], label: "exam hall 3", expiresAt: "2099-01-31T12:00:00Z" };

const described = operation({
  id: "createKey",
  scope: "admin",
  summary: "Make a key. The answer is the only time that it is shown.",
  description:
    "An admin of the first tenant, `default`, may make keys for any tenant, and a new name makes a tenant; other admins make keys of their own tenant.",
  body: json(KeyRequest, EXAMPLE),
  answers: { 201: { description: "Made.", content: json(CreatedKeyView) } },
  problems: {
    400: "The body is not JSON, or a field is wrong.",
    404: "A tenant that the caller does not manage.",
    413: "More than 16 MiB.",
    415: "Not application/json.",
    422: "It would have expired already.",
  },
});

/** POST /v1/keys */
export const createKeyRoute = new Hono<AppEnv>().post(
  "/v1/keys",
  described,
  query({}),
  async (c) => {
    const body = await readJsonBody(c);
    if (!body.ok) return problem(c, body.error);
    const asked = v.safeParse(KeyRequest, body.value);
    if (!asked.success) {
      const path = v.getDotPath(asked.issues[0])?.slice(0, 100) ?? "";
      const { message } = asked.issues[0];
      return problem(c, { code: "request_invalid", in: "body", path, message });
    }

    const { tenant = null, scopes, expiresAt = null, label = null } = asked.output;
    const { caller } = c.var;
    const created = await createKey(c.env, keeperOf(caller), { tenant, scopes, expiresAt, label });
    if (!created.ok) return problem(c, created.error);

    audit(c.env, caller, { what: "key_create", key: created.value.id });
    c.header("Cache-Control", "no-store");
    return c.json(created.value, 201);
  },
);
