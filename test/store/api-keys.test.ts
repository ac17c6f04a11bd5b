import { expect, test } from "bun:test";

import { anyApiKey, ensureTenant, findApiKeyByHash, insertApiKey } from "#store/api-keys.ts";

import { describeOnEachDatabase } from "../support/databases.ts";

describeOnEachDatabase("API keys", (database) => {
  test("are found by their hash", async () => {
    const { db } = database;
    const tenant = await ensureTenant(db, "school");
    const [hash, other] = [new Uint8Array(32).fill(200), new Uint8Array(32).fill(7)];
    expect(await anyApiKey(db)).toBe(false);

    const expiresAt = "2027-01-01T00:00:00.000Z";
    await insertApiKey(db, { tenant, hash, scopes: ["submit", "a,b"], expiresAt });
    await insertApiKey(db, { tenant, hash: other, scopes: [], expiresAt: null });

    expect(await anyApiKey(db)).toBe(true);
    expect(await findApiKeyByHash(db, hash)).toMatchObject({
      tenant,
      scopes: ["submit", "a,b"],
      expiresAt,
      revokedAt: null,
    });
    expect(await findApiKeyByHash(db, other)).toMatchObject({ scopes: [], expiresAt: null });
    expect(await findApiKeyByHash(db, new Uint8Array(32))).toBeNull();
  });
});
