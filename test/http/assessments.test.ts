import { describe, expect, test } from "bun:test";

import { DEFINITION } from "#http/examples.ts";
import { AssessmentListView, AssessmentView, DefinedView } from "#http/views/assessment-view.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";

describeOnEachTarget("assessments", (api) => {
  const ONE_ITEM = {
    items: [{ id: "q1", type: "single_choice", options: ["A", "B"], key: "A", points: 2 }],
  };

  describe("PUT /v1/assessments/{id}", () => {
    test("201 creates, 200 repeats, 200 revises", async () => {
      const created = await api.sendJson("PUT", "/v1/assessments/put", ONE_ITEM);
      expect(created.status).toBe(201);
      const first = await answerOf(created, DefinedView);
      expect(first).toMatchObject({
        outcome: "created",
        id: "put",
        revision: 1,
        items: 1,
        maxPoints: 2,
      });
      expect(created.headers.get("etag")).toBe(`"${first.hash}"`);

      const again = await api.sendJson("PUT", "/v1/assessments/put", ONE_ITEM);
      expect(again.status).toBe(200);
      expect(await again.json()).toMatchObject({
        outcome: "unchanged",
        revision: 1,
        hash: first.hash,
      });

      const revised = await api.sendJson("PUT", "/v1/assessments/put", {
        ...ONE_ITEM,
        title: "Two",
      });
      expect(revised.status).toBe(200);
      expect(await revised.json()).toMatchObject({ outcome: "revised", revision: 2 });
    });

    test("412 when If-Match names another revision, and nothing changes", async () => {
      const created = await api.sendJson("PUT", "/v1/assessments/match", ONE_ITEM);
      const tag = created.headers.get("etag") ?? "";
      const body = JSON.stringify({ ...ONE_ITEM, title: "Two" });
      const put = (ifMatch: string) =>
        api.send("/v1/assessments/match", {
          method: "PUT",
          headers: { "content-type": "application/json", "if-match": ifMatch },
          body,
        });

      const stale = await expectProblem(await put('"0123"'), 412, "revision_moved");
      expect(stale).toMatchObject({ revision: 1, hash: tag.slice(1, -1) });
      expect((await put(tag)).status).toBe(200);
      await expectProblem(await put(tag), 412, "revision_moved");
    });

    test.each(["abc", 'W/"abc"', "*", '"a", "b"'])("400 when If-Match is %s", async (ifMatch) => {
      const refused = await api.send("/v1/assessments/match", {
        method: "PUT",
        headers: { "content-type": "application/json", "if-match": ifMatch },
        body: JSON.stringify(ONE_ITEM),
      });
      const body = await expectProblem(refused, 400, "request_invalid");
      expect(body).toMatchObject({ in: "header", path: "If-Match" });
    });

    test("412 when If-None-Match is * and there is one, and nothing changes", async () => {
      const put = (definition: object) =>
        api.send("/v1/assessments/none-match", {
          method: "PUT",
          headers: { "content-type": "application/json", "if-none-match": "*" },
          body: JSON.stringify(definition),
        });
      const created = await put(ONE_ITEM);
      expect(created.status).toBe(201);
      const { hash } = await answerOf(created, DefinedView);

      for (const definition of [ONE_ITEM, { ...ONE_ITEM, title: "Two" }]) {
        const refused = await expectProblem(await put(definition), 412, "assessment_exists");
        expect(refused).toMatchObject({ revision: 1, hash });
      }
      expect(await (await api.send("/v1/assessments/none-match")).json()).toMatchObject({
        revision: 1,
      });
    });

    test("of many at once with If-None-Match: *, one defines", async () => {
      const statuses = await Promise.all(
        ["A", "B", "C", "D"].map(async (title) => {
          const { status } = await api.send("/v1/assessments/race", {
            method: "PUT",
            headers: { "content-type": "application/json", "if-none-match": "*" },
            body: JSON.stringify({ ...ONE_ITEM, title }),
          });
          return status;
        }),
      );
      expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 412, 412, 412]);
    });

    test.each(['"abc"', 'W/"abc"', '*, "abc"'])(
      "400 when If-None-Match is %p",
      async (ifNoneMatch) => {
        const refused = await api.send("/v1/assessments/match", {
          method: "PUT",
          headers: { "content-type": "application/json", "if-none-match": ifNoneMatch },
          body: JSON.stringify(ONE_ITEM),
        });
        const body = await expectProblem(refused, 400, "request_invalid");
        expect(body).toMatchObject({ in: "header", path: "If-None-Match" });
      },
    );

    test("422 lists every fault with its path", async () => {
      const response = await api.sendJson("PUT", "/v1/assessments/faulty", {
        items: [
          { id: "q1", type: "single_choice", options: ["A", "B"], key: "C" },
          { id: "q1", type: "number", key: "x" },
          { id: "q3", type: "rating", min: 5, max: 1, colour: "red" },
        ],
      });
      const body = await expectProblem(response, 422, "definition_invalid");
      const faults = body["faults"] as { path: string }[];
      expect(body["faultsTotal"]).toBe(faults.length);
      const paths = faults.map(({ path }) => path);
      for (const item of ["items.0", "items.1", "items.2"]) {
        expect(paths.some((path) => path.startsWith(item))).toBe(true);
      }
    });

    test("409 when an item changes its type", async () => {
      await api.sendJson("PUT", "/v1/assessments/typed", ONE_ITEM);
      const changed = { items: [{ id: "q1", type: "number", key: 1 }] };
      const response = await api.sendJson("PUT", "/v1/assessments/typed", changed);
      const body = await expectProblem(response, 409, "item_needs_new_id");
      expect(body["faults"]).toMatchObject([
        { path: "items.0", item: "q1", reason: "type_changed" },
      ]);
    });

    test("409 when an answer is removed that a response holds", async () => {
      await api.sendJson("PUT", "/v1/assessments/removed", ONE_ITEM);
      const held = { candidate: "c-1", answers: { q1: "B" } };
      await api.sendJson("POST", "/v1/assessments/removed/responses", held);
      const [item] = ONE_ITEM.items;
      const changed = { items: [{ ...item, options: ["A", "C"] }] };
      const response = await api.sendJson("PUT", "/v1/assessments/removed", changed);
      const body = await expectProblem(response, 409, "item_needs_new_id");
      expect(body["faults"]).toMatchObject([
        { path: "items.0", item: "q1", reason: "answer_removed" },
      ]);
    });

    test("415 when the body is not said to be JSON in UTF-8", async () => {
      for (const type of ["text/plain", "", "application/json; charset=iso-8859-1"]) {
        const response = await api.send("/v1/assessments/typed", {
          method: "PUT",
          headers: { "content-type": type },
          body: new TextEncoder().encode("{}"),
        });
        const body = await expectProblem(response, 415, "media_type_not_supported");
        expect(body["supported"]).toEqual(["application/json"]);
        expect(response.headers.get("accept")).toBe("application/json");
      }
    });

    test.each(["a b", "%00", "ü", "x".repeat(65), "a%2Fb"])("400 for the id %s", async (id) => {
      const response = await api.sendJson("PUT", `/v1/assessments/${id}`, ONE_ITEM);
      const body = await expectProblem(response, 400, "request_invalid");
      expect(body).toMatchObject({ in: "path", path: "id" });
    });
  });

  describe("GET /v1/assessments/{id}", () => {
    test("gives the newest revision, or the one asked for", async () => {
      await api.sendJson("PUT", "/v1/assessments/get", { ...DEFINITION, title: "One" });
      await api.sendJson("PUT", "/v1/assessments/get", { ...DEFINITION, title: "Two" });

      const newest = await api.send("/v1/assessments/get");
      expect(newest.status).toBe(200);
      const body = await answerOf(newest, AssessmentView);
      expect(body).toMatchObject({ id: "get", revision: 2, responses: 0 });
      expect(body.definition.title).toBe("Two");
      expect(newest.headers.get("etag")).toBe(`"${body.hash}-2-0"`);

      const first = await api.send("/v1/assessments/get?revision=1");
      expect(await first.json()).toMatchObject({ revision: 1, definition: { title: "One" } });
    });

    test("304 while nothing of it changes; its tag makes a change conditional all the same", async () => {
      const path = "/v1/assessments/cached";
      await api.sendJson("PUT", path, ONE_ITEM);
      const tag = (await api.send(path)).headers.get("etag") ?? "";
      const get = (query = "") =>
        api.send(`${path}${query}`, { headers: { "if-none-match": `W/${tag}` } });
      const same = await get();
      expect(same.status).toBe(304);
      expect(await same.text()).toBe("");
      expect(same.headers.get("etag")).toBe(tag);
      const head = { method: "HEAD", headers: { "if-none-match": tag } };
      expect((await api.send(path, head)).status).toBe(304);

      await api.sendJson("POST", `${path}/responses`, { candidate: "c-1", answers: { q1: "A" } });
      expect(await (await get()).json()).toMatchObject({ revision: 1, responses: 1 });

      const put = (title: string) =>
        api.send(path, {
          method: "PUT",
          headers: { "content-type": "application/json", "if-match": tag },
          body: JSON.stringify({ ...ONE_ITEM, title }),
        });
      expect((await put("Two")).status).toBe(200);
      await expectProblem(await put("Three"), 412, "revision_moved");
      // The same definition as the first again, but not the same revision.
      await api.sendJson("PUT", path, ONE_ITEM);
      expect(await (await get()).json()).toMatchObject({ revision: 3 });
    });

    test("404 for what is not there", async () => {
      await expectProblem(await api.send("/v1/assessments/none"), 404, "assessment_not_found");
      const later = await api.send("/v1/assessments/put?revision=99");
      await expectProblem(later, 404, "revision_not_found");
    });

    test.each([
      "revision=0",
      "revision=1.5",
      "revision=99999999999",
      "revision=1&revision=2",
      "revison=1",
    ])("400 for ?%s", async (query) => {
      const response = await api.send(`/v1/assessments/put?${query}`);
      const body = await expectProblem(response, 400, "request_invalid");
      expect(body).toMatchObject({ in: "query", path: query.split("=")[0] });
    });
  });

  test("GET /v1/assessments gives pages by id", async () => {
    for (const id of ["list-1", "list-2", "list-3"]) {
      await api.sendJson("PUT", `/v1/assessments/${id}`, ONE_ITEM);
    }
    const ids: string[] = [];
    for (let next: string | null = ""; next !== null;) {
      const cursor: string = next === "" ? "" : `&cursor=${encodeURIComponent(next)}`;
      const page = await answerOf(
        await api.send(`/v1/assessments?limit=2${cursor}`),
        AssessmentListView,
      );
      expect(page.assessments.length).toBeLessThanOrEqual(2);
      ids.push(...page.assessments.map(({ id }) => id));
      next = page.next;
    }
    expect(ids).toEqual(ids.toSorted());
    expect(ids).toEqual(expect.arrayContaining(["list-1", "list-2", "list-3"]));
    await expectProblem(await api.send("/v1/assessments?limit=1001"), 400, "request_invalid");
  });

  test.each(["%ff", "1~x", "a%20b", "ü", "x".repeat(65)])(
    "GET /v1/assessments gives 400 for the cursor %s, which is no id",
    async (cursor) => {
      const response = await api.send(`/v1/assessments?cursor=${cursor}`);
      await expectProblem(response, 400, "cursor_invalid");
    },
  );
});
