/** Every operation asks for its scope, and for no other. */

import { beforeAll, expect, test } from "bun:test";

import { SCOPES } from "#usecase/scopes.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { expectProblem } from "./answers.ts";
import { bearing, givenKey } from "./given-key.ts";
import { type DescribedOperation, operationsOf } from "./operations.ts";

/** What a new operation must be good for is decided here once more. */
const SCOPE_OF: Readonly<Record<string, string | null>> = {
  defineAssessment: "define",
  submitResponses: "submit",
  submitRatings: "score",
  listPendingRatings: "score",
  scoreAssessment: "score",
  scoreStateless: "score",
  resumeRun: "score",
  readAssessment: "read",
  listAssessments: "read",
  readRun: "read",
  listResults: "read",
  readResult: "read",
  readSummary: "read",
  readItemAnalysis: "read",
  readReliability: "read",
  readAgreement: "read",
  readCuts: "read",
  readDif: "read",
  readIrtInformation: "read",
  listLibrary: "read",
  readLibrary: "read",
  createKey: "admin",
  listKeys: "admin",
  revokeKey: "admin",
  readMetrics: "admin",
  checkLife: null,
  checkReadiness: null,
};

describeOnEachTarget("scopes", (api) => {
  let operations: DescribedOperation[];
  beforeAll(async () => {
    operations = await operationsOf(api);
  });

  test("every operation has the scope that it should", () => {
    const described = Object.fromEntries(operations.map(({ id, scope }) => [id, scope]));
    expect(described).toEqual(SCOPE_OF);
  });

  test("without its scope an operation is refused before anything is looked at", async () => {
    let refused = 0;
    for (const { method, path, scope, answers } of operations) {
      if (scope === null) continue;
      const { key } = await givenKey(api, { scopes: SCOPES.filter((one) => one !== scope) });
      const response = await api.send(filled(path), { method, headers: bearing(key) });
      const body = await expectProblem(response, 403, "scope_missing");
      expect(body["scope"]).toBe(scope);
      expect(Object.keys(body).toSorted()).toEqual(["scope", "status", "title", "type"]);
      expect(response.headers.get("www-authenticate")).toBe(
        `Bearer realm="assay", error="insufficient_scope", scope="${scope}"`,
      );
      expect(answers).toContain("403");
      expect(answers).toContain("401");
      refused++;
    }
    expect(refused).toBe(Object.values(SCOPE_OF).filter((scope) => scope !== null).length);
  });

  test("its scope alone is enough", async () => {
    for (const scope of SCOPES) {
      const { key } = await givenKey(api, { scopes: [scope] });
      for (const { method, path, query } of operations.filter((one) => one.scope === scope)) {
        const response = await api.send(filled(path) + query, { method, headers: bearing(key) });
        expect(`${method} ${path} ${response.status}`).toMatch(/ (200|404|415)$/);
      }
    }
  });

  test("HEAD asks for what GET does", async () => {
    const { key } = await givenKey(api, { scopes: ["submit"] });
    const response = await api.send("/v1/assessments", { method: "HEAD", headers: bearing(key) });
    expect(response.status).toBe(403);
  });
});

/** A path to nothing. */
function filled(path: string): string {
  const id = path.startsWith("/v1/keys") ? "999999" : "nothing";
  return path
    .replace("/runs/{id}", `/runs/${crypto.randomUUID()}`)
    .replace("{id}", id)
    .replace("{candidate}", "nobody");
}
