import { Hono } from "hono";

import { audit } from "#usecase/audit.ts";
import { keeperOf } from "#usecase/key-keeper.ts";
import { revokeKey } from "#usecase/revoke-key.ts";

import type { AppEnv } from "../app-env.ts";
import { operation } from "../operation.ts";
import { keyId } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";

const described = operation({
  id: "revokeKey",
  scope: "admin",
  summary: "Revoke a key: at once in the process that is asked, within 60 s in others.",
  answers: { 204: { description: "It is revoked, or was before." } },
  problems: {
    400: "The id is not a number.",
    404: "No such key, or of a tenant that the caller does not manage.",
  },
});

/** DELETE /v1/keys/{id} */
export const revokeKeyRoute = new Hono<AppEnv>().delete(
  "/v1/keys/:id",
  described,
  path({ id: keyId }),
  query({}),
  async (c) => {
    const { id } = c.req.valid("param");
    const { caller } = c.var;

    const revoked = await revokeKey(c.env, keeperOf(caller), id);
    if (!revoked.ok) return problem(c, revoked.error);

    audit(c.env, caller, { what: "key_revoke", key: id });
    return c.body(null, 204);
  },
);
