import { beforeAll, expect, test } from "bun:test";

import { DEFINITION } from "#http/examples.ts";
import { SummaryOfRunView } from "#http/views/summary-view.ts";

import type { Target } from "../support/target.ts";
import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";

const SUMMARY = "/v1/assessments/exam/summary";

describeOnEachTarget("GET /v1/assessments/{id}/summary", (api) => {
  beforeAll(async () => {
    await api.sendJson("PUT", "/v1/assessments/exam", DEFINITION);
    await scoreAfter("c-1", api);
  });

  test("says whether it was cached; a hit is the same bytes", async () => {
    const miss = await api.send(SUMMARY);
    expect(miss.headers.get("cache-status")).toBe("assay; fwd=miss");
    const hit = await api.send(SUMMARY);
    expect(hit.headers.get("cache-status")).toMatch(/^assay; hit; ttl=(3600|359\d)$/);
    expect(hit.headers.get("etag")).toBe(miss.headers.get("etag"));
    expect(hit.headers.get("content-type")).toBe("application/json");
    expect(await hit.clone().text()).toBe(await miss.text());
    await answerOf(hit, SummaryOfRunView);
  });

  test("is for its caller only", async () => {
    const response = await api.send(SUMMARY);
    expect(response.headers.get("cache-control")).toBe("private");
    expect(response.headers.get("vary")).toBe("Authorization, Accept, Prefer");
  });

  test("304 without a body for who has it already", async () => {
    const tag = (await api.send(SUMMARY)).headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[0-9a-f]{64}"$/);
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
      const response = await api.send(SUMMARY, { headers: { "if-none-match": header } });
      expect(`${header} ${response.status}`).toBe(`${header} 304`);
      expect(response.headers.get("etag")).toBe(tag);
      expect(response.headers.get("cache-status")).toStartWith("assay; hit");
      expect(await response.text()).toBe("");
    }
    for (const header of ['"other"', tag.replaceAll('"', ""), ""]) {
      const response = await api.send(SUMMARY, { headers: { "if-none-match": header } });
      expect(`${header} ${response.status}`).toBe(`${header} 200`);
    }
  });

  test("is new as soon as a run has been answered, under each of its names", async () => {
    const before = await Promise.all(["", "?revision=1"].map((query) => api.send(SUMMARY + query)));
    const run = await scoreAfter("c-2", api);
    for (const [i, query] of ["", "?revision=1"].entries()) {
      const after = await api.send(SUMMARY + query);
      expect(after.headers.get("cache-status")).toBe("assay; fwd=miss");
      expect(after.headers.get("etag")).not.toBe(before[i]?.headers.get("etag") ?? null);
      expect(await after.json()).toMatchObject({ run, upto: 2 });
    }
  });

  test("what is not there is not cached", async () => {
    await expectProblem(
      await api.send("/v1/assessments/later/summary"),
      404,
      "assessment_not_found",
    );
    await api.sendJson("PUT", "/v1/assessments/later", DEFINITION);
    const unscored = await api.send("/v1/assessments/later/summary");
    expect(unscored.headers.get("cache-status")).toBeNull();
    await expectProblem(unscored, 404, "not_scored_yet");
    await api.send("/v1/assessments/later/score", { method: "POST" });
    expect((await api.send("/v1/assessments/later/summary")).status).toBe(200);
  });
});

/** The id of the run. */
async function scoreAfter(
  candidate: string,
  to: Pick<Target, "send" | "sendJson">,
): Promise<string> {
  await to.sendJson("POST", "/v1/assessments/exam/responses", { candidate, answers: {} });
  const scored = await to.send("/v1/assessments/exam/score", { method: "POST" });
  const { run } = (await scored.json()) as { run: { id: string } };
  return run.id;
}
