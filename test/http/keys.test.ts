import { describe, expect, test } from "bun:test";

import { CreatedKeyView, KeyListView } from "#http/views/key-view.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { bearing, givenKey } from "./given-key.ts";

describeOnEachTarget("keys", (api) => {
  async function statusOf(key: string): Promise<number> {
    return (await api.send("/v1/assessments", { headers: bearing(key) })).status;
  }

  describe("POST /v1/keys", () => {
    test("201 with the key, which opens at once; nothing else shows it again", async () => {
      const request = { scopes: ["read", "define", "read"], label: "Büro 1" };
      const made = await api.sendJson("POST", "/v1/keys", request);
      expect(made.status).toBe(201);
      expect(made.headers.get("cache-control")).toBe("no-store");
      const created = await answerOf(made, CreatedKeyView);
      expect(created).toMatchObject({
        tenant: "default",
        label: "Büro 1",
        scopes: ["define", "read"],
        expiresAt: null,
        revokedAt: null,
      });
      expect(created.key).toMatch(/^assay_[0-9a-f]{64}$/);
      expect(await statusOf(created.key)).toBe(200);
      const list = await (await api.send("/v1/keys?limit=1000")).text();
      expect(list).toContain("Büro 1");
      expect(list).not.toContain(created.key);
    });

    test.each([
      [{}, "scopes"],
      [{ scopes: [] }, "scopes"],
      [{ scopes: ["root"] }, "scopes.0"],
      [{ scopes: "read" }, "scopes"],
      [{ scopes: ["read"], tenant: "a b" }, "tenant"],
      [{ scopes: ["read"], tenant: "" }, "tenant"],
      [{ scopes: ["read"], expiresAt: "tomorrow" }, "expiresAt"],
      [{ scopes: ["read"], expiresAt: "2027-13-01T00:00:00Z" }, "expiresAt"],
      [{ scopes: ["read"], label: "a\nb" }, "label"],
      [{ scopes: ["read"], label: "\ud800" }, "label"],
      [{ scopes: ["read"], owner: "me" }, "owner"],
      [[], "scopes"],
      [null, ""],
    ])("400 for %j, naming the field", async (request, path) => {
      const body = await expectProblem(
        await api.sendJson("POST", "/v1/keys", request),
        400,
        "request_invalid",
      );
      expect(body).toMatchObject({ in: "body", path });
    });

    test("400 for no scopes says that they must be given", async () => {
      const response = await api.sendJson("POST", "/v1/keys", { label: "a" });
      const body = await expectProblem(response, 400, "request_invalid");
      expect(body).toMatchObject({ path: "scopes", message: "must be given" });
    });

    test("422 for a key that would have ended", async () => {
      const request = { scopes: ["read"], expiresAt: "2020-01-01T00:00:00Z" };
      await expectProblem(
        await api.sendJson("POST", "/v1/keys", request),
        422,
        "key_expiry_passed",
      );
    });
  });

  describe("GET /v1/keys", () => {
    test("gives all keys once, page by page, to an admin of the first tenant", async () => {
      for (const tenant of ["one", "two", "one"]) await givenKey(api, { tenant });
      const seen: number[] = [];
      let cursor = "";
      do {
        const page = await answerOf(await api.send(`/v1/keys?limit=2${cursor}`), KeyListView);
        expect(page.keys.length).toBeLessThan(3);
        seen.push(...page.keys.map(({ id }) => id));
        cursor = page.next === null ? "" : `&cursor=${page.next}`;
      } while (cursor !== "");
      const all = await answerOf(await api.send("/v1/keys?limit=1000"), KeyListView);
      expect(seen).toEqual(all.keys.map(({ id }) => id));
      expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
      expect(all.keys[0]).toMatchObject({ label: "first key", tenant: "default" });

      const one = await answerOf(await api.send("/v1/keys?tenant=one"), KeyListView);
      expect(one.keys.map(({ tenant }) => tenant)).toEqual(["one", "one"]);
    });

    test.each(["x", "-1", "1e3", "9999999999"])("400 for the cursor %s", async (cursor) => {
      const response = await api.send(`/v1/keys?cursor=${cursor}`);
      await expectProblem(response, 400, "cursor_invalid");
    });
  });

  describe("a key that ends", () => {
    test("DELETE: 204, refused at once here, and again 204; 404 for none", async () => {
      const { id, key } = await givenKey(api);
      expect(await statusOf(key)).toBe(200);
      const revoke = () => api.send(`/v1/keys/${id}`, { method: "DELETE" });
      const revoked = await revoke();
      expect(`${revoked.status}${await revoked.text()}`).toBe("204");

      const response = await api.send("/v1/assessments", { headers: bearing(key) });
      await expectProblem(response, 401, "key_not_valid");
      expect(response.headers.get("www-authenticate")).toBe(
        'Bearer realm="assay", error="invalid_token"',
      );
      expect((await revoke()).status).toBe(204);
      const none = await api.send("/v1/keys/999999", { method: "DELETE" });
      expect(await expectProblem(none, 404, "key_not_found")).toMatchObject({ id: 999_999 });
    });

    test.each(["0", "x", "2147483648", "1.0"])("400 for the id %s", async (id) => {
      await expectProblem(
        await api.send(`/v1/keys/${id}`, { method: "DELETE" }),
        400,
        "request_invalid",
      );
    });

    test("a revocation while the key is looked up is not forgotten", async () => {
      const { id, key } = await givenKey(api);
      const requests = Array.from({ length: 8 }, () => statusOf(key));
      await api.send(`/v1/keys/${id}`, { method: "DELETE" });
      await Promise.all(requests);
      expect(await statusOf(key)).toBe(401);
    });
  });
});
