import { describe, expect, test } from "bun:test";

import {
  anyApiKey,
  findApiKey,
  findApiKeyByHash,
  insertApiKey,
  listApiKeys,
  revokeApiKey,
} from "#store/api-keys.ts";
import { ensureTenant, findTenant } from "#store/tenants.ts";

import { describeOnEachDatabase } from "../support/databases.ts";

describeOnEachDatabase("API keys", (database) => {
  test("are found by their hash", async () => {
    const { db } = database;
    const tenant = await ensureTenant(db, "school");
    const [hash, other] = [new Uint8Array(32).fill(200), new Uint8Array(32).fill(7)];
    expect(await anyApiKey(db)).toBe(false);

    const expiresAt = "2027-01-01T00:00:00.000Z";
    const label = "exam hall 3";
    const id = await insertApiKey(db, { tenant, hash, label, scopes: ["a,b"], expiresAt });
    await insertApiKey(db, { tenant, hash: other, label: null, scopes: [], expiresAt: null });

    expect(await anyApiKey(db)).toBe(true);
    const found = await findApiKeyByHash(db, hash);
    expect(found).toMatchObject({
      id,
      tenant,
      tenantName: "school",
      label,
      scopes: ["a,b"],
      expiresAt,
      revokedAt: null,
    });
    expect(await findApiKey(db, id)).toEqual(found);
    expect(await findApiKeyByHash(db, other)).toMatchObject({
      label: null,
      scopes: [],
      expiresAt: null,
    });
    expect(await findApiKeyByHash(db, new Uint8Array(32))).toBeNull();
  });

  describe("of two tenants", () => {
    test("are listed page by page, of one or of all, and revoked once", async () => {
      const { db } = database;
      const [one, two] = [await ensureTenant(db, "one"), await ensureTenant(db, "two")];
      const ids: number[] = [];
      for (const [i, tenant] of [one, two, one, one].entries()) {
        const hash = new Uint8Array(32).fill(100 + i);
        ids.push(await insertApiKey(db, { ...KEY, tenant, hash }));
      }
      const [a = 0, b = 0, c = 0, d = 0] = ids;
      const page = async (tenant: number | null, after: number, limit: number) =>
        (await listApiKeys(db, tenant, { after, limit })).map(({ id }) => id);

      expect(await page(one, 0, 2)).toEqual([a, c]);
      expect(await page(one, c, 2)).toEqual([d]);
      expect(await page(null, a - 1, 3)).toEqual([a, b, c]);

      expect(await revokeApiKey(db, a, two)).toBeNull();
      expect((await findApiKey(db, a))?.revokedAt).toBeNull();
      expect(await revokeApiKey(db, a, one)).toEqual(new Uint8Array(32).fill(100));
      const revokedAt = (await findApiKey(db, a))?.revokedAt;
      expect(revokedAt).toBeString();
      expect(await revokeApiKey(db, a, null)).not.toBeNull();
      expect((await findApiKey(db, a))?.revokedAt).toBe(revokedAt ?? "");
      expect(await revokeApiKey(db, 2_000_000_000, null)).toBeNull();
    });
  });

  test("belong to tenants, which are made once", async () => {
    const { db } = database;
    expect(await findTenant(db, "later")).toBeNull();
    const id = await ensureTenant(db, "later");
    expect(await ensureTenant(db, "later")).toBe(id);
    expect(await findTenant(db, "later")).toBe(id);
  });
});

const KEY = { label: null, scopes: ["read"], expiresAt: null };
