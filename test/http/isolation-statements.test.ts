/** Not even the statements that it takes tell a stranger what is there. */

import { afterAll, beforeAll, expect, test } from "bun:test";

import { StatementRecorder } from "../support/query-plans.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";
import { filled, givenTwoTenants, queriesOf, type TwoTenants } from "./two-tenants.ts";

const recorder = new StatementRecorder();
let api: Api;
let tenants: TwoTenants;
beforeAll(async () => {
  api = await openApi({ logger: recorder });
  tenants = await givenTwoTenants(api);
}, OPENING_MS);
afterAll(() => api.close());

test("it takes the same statements, so not even the time tells", async () => {
  const { naming, theirs, nothing, stranger, answer } = tenants;
  // What is asked of the key itself is asked once.
  await answer(stranger, "GET", "/v1/assessments");
  expect(naming.length).toBeGreaterThan(8);
  const requests = naming.flatMap((operation) => {
    const { method, path } = operation;
    const queries = [operation.query, ...(method === "GET" ? queriesOf(operation) : [])];
    return queries.map((query) => ({ method, path, query }));
  });
  expect(requests.length).toBeGreaterThan(naming.length);
  for (const { method, path, query: search } of requests) {
    const asked = async (names: TwoTenants["theirs"]) => {
      const work = () => answer(stranger, method, filled(path, names) + search);
      return (await recorder.during(work)).map(({ query }) => query);
    };
    const statements = await asked(theirs);
    expect(statements.length).toBeGreaterThan(0);
    expect(statements).toEqual(await asked(nothing));
  }
});
