/** To another tenant, what is stored looks like what is not there. */

import { beforeAll, describe, expect, test } from "bun:test";

import { describeOnEachTarget } from "../support/targets.ts";
import { bearing, givenKey } from "./given-key.ts";
import { OPENING_MS } from "./open-api.ts";
import { filled, givenTwoTenants, queriesOf, type TwoTenants } from "./two-tenants.ts";

describeOnEachTarget("isolation", (api) => {
  let tenants: TwoTenants;
  let stranger: string;
  beforeAll(async () => {
    tenants = await givenTwoTenants(api);
    ({ stranger } = tenants);
  }, OPENING_MS);

  const answer: TwoTenants["answer"] = (key, method, path) => tenants.answer(key, method, path);

  test("404 on every route that names a stored thing, as if it were not there", async () => {
    const { naming, theirs, nothing } = tenants;
    expect(naming.length).toBeGreaterThan(8);
    for (const operation of naming) {
      const { method, path } = operation;
      for (const query of [operation.query, ...(method === "GET" ? queriesOf(operation) : [])]) {
        const name = `${method} ${path}${query}`;
        const own = await answer(api.key, method, filled(path, theirs) + query);
        const seen = await answer(stranger, method, filled(path, theirs) + query);
        const absent = await answer(stranger, method, filled(path, nothing) + query);
        expect(`${name} ${seen.status}`).toBe(`${name} 404`);
        expect(seen).toEqual(absent);
        // The owner is served, so it is the tenant that makes the difference.
        expect(`${name} ${own.status}`).toMatch(/ 20[014]$/);
      }
    }
  });

  test.each(["text/csv", "application/x-ndjson"])("404 for an export as %s", async (accept) => {
    const headers = bearing(stranger, { accept });
    const response = await api.send("/v1/assessments/exam/results", { headers });
    expect(response.status).toBe(404);
  });

  test("lists hold nothing of others", async () => {
    const assessments = await api.send("/v1/assessments", { headers: bearing(stranger) });
    expect(await assessments.json()).toEqual({ assessments: [], next: null });
    const keys = await api.send("/v1/keys", { headers: bearing(stranger) });
    const { keys: listed } = (await keys.json()) as { keys: { tenant: string }[] };
    expect(listed.map(({ tenant }) => tenant)).toEqual(["stranger"]);
  });

  test("PUT makes an assessment of one's own under the same id", async () => {
    const before = await (await api.send("/v1/assessments/exam")).text();
    const own = { items: [{ id: "only", type: "text", key: ["x"] }] };
    const made = await api.send("/v1/assessments/exam", {
      method: "PUT",
      headers: bearing(stranger, { "content-type": "application/json" }),
      body: JSON.stringify(own),
    });
    expect(made.status).toBe(201);
    const read = await api.send("/v1/assessments/exam", { headers: bearing(stranger) });
    expect(await read.json()).toMatchObject({ revision: 1, responses: 0 });
    const results = await answer(stranger, "GET", "/v1/assessments/exam/results/c-1");
    expect(results.status).toBe(404);
    expect(await (await api.send("/v1/assessments/exam")).text()).toBe(before);
  });

  describe("an admin of another tenant", () => {
    test("cannot tell a tenant that is there from one that is not", async () => {
      const ask = (tenant: string) => answer(stranger, "GET", `/v1/keys?tenant=${tenant}`);
      const [there, absent] = [await ask("default"), await ask("nobody")];
      expect(there.status).toBe(404);
      expect(there.body.replaceAll("default", "nobody")).toBe(absent.body);
    });

    test("makes keys of its own tenant only", async () => {
      const make = (tenant: string) =>
        api.send("/v1/keys", {
          method: "POST",
          headers: bearing(stranger, { "content-type": "application/json" }),
          body: JSON.stringify({ tenant, scopes: ["read"] }),
        });
      expect((await make("stranger")).status).toBe(201);
      for (const tenant of ["default", "nobody"]) {
        const refused = await make(tenant);
        expect(refused.status).toBe(404);
        expect(await refused.json()).toMatchObject({ type: "/problems/tenant_not_found", tenant });
      }
      // Being refused did not make it.
      const asked = await answer(api.key, "GET", "/v1/keys?tenant=nobody");
      expect(asked.status).toBe(404);
    });

    test("revokes no key of others, which goes on opening", async () => {
      const { id, key } = await givenKey(api);
      expect((await answer(stranger, "DELETE", `/v1/keys/${id}`)).status).toBe(404);
      expect((await answer(key, "GET", "/v1/assessments")).status).toBe(200);
    });
  });
});
