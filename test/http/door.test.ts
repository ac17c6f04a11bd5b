import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { describeOnEachTarget } from "../support/targets.ts";
import { expectProblem } from "./answers.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

describeOnEachTarget("the door", (api) => {
  describe("keys", () => {
    test.each(["", "Bearer", "Bearer ", "Basic abc", "Bearer a b"])(
      "401 for %j",
      async (header) => {
        const response = await api.send("/v1/assessments", { headers: { authorization: header } });
        await expectProblem(response, 401, "key_missing");
        expect(response.headers.get("www-authenticate")).toBe('Bearer realm="assay"');
      },
    );

    test("401 for a key that nobody was given", async () => {
      const headers = { authorization: `Bearer ${"x".repeat(40)}` };
      const response = await api.send("/v1/assessments", { headers });
      await expectProblem(response, 401, "key_not_valid");
      expect(response.headers.get("www-authenticate")).toContain('error="invalid_token"');
    });

    test("401 before anything else is told of a path under /v1", async () => {
      const headers = { authorization: "" };
      await expectProblem(await api.send("/v1/nothing", { headers }), 401, "key_missing");
      const wrong = await api.send("/v1/score", { method: "DELETE", headers });
      await expectProblem(wrong, 401, "key_missing");
    });

    test("the scheme's case does not matter", async () => {
      const headers = { authorization: `bearer ${api.key}` };
      expect((await api.send("/v1/assessments", { headers })).status).toBe(200);
    });

    test.each(["/healthz", "/readyz", "/openapi.json"])("%s needs none", async (path) => {
      const response = await api.send(path, { headers: { authorization: "" } });
      expect(response.status).toBe(200);
    });
  });

  describe("paths and methods", () => {
    test("404 for a path that is not there", async () => {
      await expectProblem(await api.send("/"), 404, "not_found");
      await expectProblem(await api.send("/v1/nothing"), 404, "not_found");
      await expectProblem(await api.send("/v1/assessments/a/b/c"), 404, "not_found");
    });

    test.each([
      ["DELETE", "/v1/assessments/a", "PUT, GET, HEAD"],
      ["PATCH", "/v1/assessments/a/responses", "POST"],
      ["GET", "/v1/assessments/a/score", "POST"],
      ["POST", "/healthz", "GET, HEAD"],
    ])("405 for %s %s, with Allow", async (method, path, allow) => {
      const response = await api.send(path, { method });
      await expectProblem(response, 405, "method_not_allowed");
      expect(response.headers.get("allow")).toBe(allow);
    });
  });

  describe("request ids", () => {
    test("the caller's comes back", async () => {
      const response = await api.send("/healthz", { headers: { "x-request-id": "abc-123_x" } });
      expect(response.headers.get("x-request-id")).toBe("abc-123_x");
    });

    test.each(["", "a b", "x".repeat(200), "<script>"])(
      "one is made in place of %j",
      async (id) => {
        const response = await api.send("/healthz", { headers: { "x-request-id": id } });
        expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      },
    );
  });
});

describe("what is thrown", () => {
  const secret = "hunter2";

  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    // The key is known from here on: it is the handler that fails.
    await api.send("/v1/assessments");
  }, OPENING_MS);
  afterAll(() => api.close());

  function failing(error: Error, passing: boolean) {
    const db = new Proxy(api.deps.db, {
      get() {
        throw error;
      },
    });
    return { ...api.deps, db, isPassingFault: () => passing };
  }

  test("500 tells the caller only the request's id, and the log the rest", async () => {
    const error = Object.assign(new Error(`Failed query ${secret}`), {
      query: "select 1",
      params: [secret],
      cause: new Error("column x does not exist"),
    });
    const init = { headers: { "x-request-id": "r-500" } };
    const response = await api.send("/v1/assessments/a", init, failing(error, false));
    const body = await expectProblem(response, 500, "internal_error");
    expect(Object.keys(body).toSorted()).toEqual(["requestId", "status", "title", "type"]);
    expect(body["requestId"]).toBe("r-500");

    const line = api.logged.find(({ fields }) => fields["requestId"] === "r-500");
    expect(line).toMatchObject({
      level: "error",
      fields: {
        route: "/v1/assessments/:id",
        cause: { message: "column x does not exist" },
      },
    });
    expect(JSON.stringify(line)).not.toContain(secret);
    expect(JSON.stringify(line)).not.toContain("select");
  });

  test("503 with Retry-After while the database is away", async () => {
    const error = new Error("connection refused");
    const response = await api.send("/v1/assessments/a", {}, failing(error, true));
    await expectProblem(response, 503, "unavailable");
    expect(response.headers.get("retry-after")).toBe("1");
  });

  test("503 from /readyz, while /healthz stays 200", async () => {
    const deps = failing(new Error("gone"), true);
    await expectProblem(await api.send("/readyz", {}, deps), 503, "not_ready");
    expect((await api.send("/healthz", {}, deps)).status).toBe(200);
  });
});
