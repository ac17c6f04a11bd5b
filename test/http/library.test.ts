import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { LibraryListView } from "#http/views/library-view.ts";
import { LIBRARY } from "#usecase/library/library.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { bearing, givenKey } from "./given-key.ts";

describeOnEachTarget("the library", (api) => {
  test("lists every ready definition", async () => {
    const { definitions } = await answerOf(await api.send("/v1/library"), LibraryListView);
    expect(definitions.map(({ id }) => id)).toEqual(LIBRARY.map(({ id }) => id));
    expect(definitions[0]).toMatchObject({ items: 9, scales: ["depression"] });
  });

  test("each can be sent as it was read", async () => {
    for (const { id } of LIBRARY) {
      const read = await api.send(`/v1/library/${id}`);
      expect(`${id} ${read.status}`).toBe(`${id} 200`);
      const defined = await api.sendJson("PUT", `/v1/assessments/${id}`, await read.json());
      expect(defined.status).toBe(201);
      expect(await defined.json()).toMatchObject({ outcome: "created", warnings: [] });
    }
  });

  test("the two steps of docs/library.md are those", () => {
    const page = readFileSync("docs/library.md", "utf8");
    const paths = [...page.matchAll(/^curl (?:-X (PUT) )?http:\/\/127\.0\.0\.1:3000(\S+)/gm)];
    expect(paths.map(([, method = "GET", path]) => `${method} ${path}`)).toEqual([
      "GET /v1/library/phq-9",
      "PUT /v1/assessments/phq-9",
    ]);
  });

  test("is the same for every tenant", async () => {
    const { key } = await givenKey(api, { tenant: "another", scopes: ["read"] });
    const theirs = await api.send("/v1/library/sus", { headers: bearing(key) });
    expect(await theirs.text()).toBe(await (await api.send("/v1/library/sus")).text());
  });

  test("404 for what is not in it, 400 for what could not be", async () => {
    await expectProblem(await api.send("/v1/library/phq"), 404, "not_in_library");
    await expectProblem(await api.send("/v1/library/p%20q"), 400, "request_invalid");
    await expectProblem(await api.send("/v1/library?limit=1"), 400, "request_invalid");
  });
});
