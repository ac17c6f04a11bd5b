import { beforeAll, describe, expect, test } from "bun:test";

import { DEFINITION } from "#http/examples.ts";
import { ResultListView, ResultView } from "#http/views/result-view.ts";
import { RunView, ScoredView } from "#http/views/run-view.ts";
import { SummaryOfRunView } from "#http/views/summary-view.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";

const CANDIDATES = ["c-1", "c-2", "=1+1", "a/b ü%", "'quoted", "-5", "two\nlines", 'a,"b"'];
const NO_UUID = "00000000-0000-7000-8000-000000000000";

describeOnEachTarget("scoring", (api) => {
  let runId: string;

  beforeAll(async () => {
    await api.sendJson("PUT", "/v1/assessments/exam", DEFINITION);
    await api.sendJson("PUT", "/v1/assessments/unscored", DEFINITION);
    const responses = CANDIDATES.map((candidate, i) => ({
      candidate,
      answers: {
        q1: i % 2 === 0 ? "B" : "A",
        q2: ["A", "C"],
        q3: 9.81,
        q4: i < 4 ? "PARIS" : null,
      },
    }));
    await api.sendJson("POST", "/v1/assessments/exam/responses", responses);
    await api.sendJson("POST", "/v1/assessments/exam/responses", {
      candidate: "c-1",
      attempt: 2,
      answers: {},
    });
    const scored = await api.send("/v1/assessments/exam/score", { method: "POST" });
    runId = (await answerOf(scored, ScoredView)).run.id;
  });

  describe("POST /v1/assessments/{id}/score", () => {
    test("200 with the run and its summary; scoring again computes nothing new", async () => {
      const response = await api.send("/v1/assessments/exam/score", { method: "POST" });
      expect(response.status).toBe(200);
      const body = await answerOf(response, ScoredView);
      expect(body.run).toMatchObject({
        assessment: "exam",
        revision: 1,
        status: "succeeded",
        upto: 9,
      });
      expect(body.run.counts).toEqual({ total: 9, scored: 9, pending: 0, failed: 0 });
      expect(body.run.timings?.new).toBe(0);
      expect(body.summary).toMatchObject({ responses: 9, maxPoints: 5, max: 5, min: 0 });
    });

    test("an assessment without responses has a summary that says so", async () => {
      await api.sendJson("PUT", "/v1/assessments/empty", DEFINITION);
      const response = await api.send("/v1/assessments/empty/score", { method: "POST" });
      const body = await answerOf(response, ScoredView);
      expect(body.summary).toMatchObject({ responses: 0, mean: null });
    });

    test("scores an older revision when asked", async () => {
      await api.sendJson("PUT", "/v1/assessments/older", DEFINITION);
      await api.sendJson("PUT", "/v1/assessments/older", { ...DEFINITION, title: "Second" });
      await api.sendJson("POST", "/v1/assessments/older/responses", {
        candidate: "a",
        answers: {},
      });
      const response = await api.send("/v1/assessments/older/score?revision=1", { method: "POST" });
      expect((await answerOf(response, ScoredView)).run).toMatchObject({
        revision: 1,
        status: "succeeded",
      });
      const summary = await api.send("/v1/assessments/older/summary");
      expect(await summary.json()).toMatchObject({ revision: 1 });
      const newest = await api.send("/v1/assessments/older/summary?revision=2");
      await expectProblem(newest, 404, "not_scored_yet");
    });

    test("404 for what is not there", async () => {
      const post = { method: "POST" };
      const none = await api.send("/v1/assessments/none/score", post);
      await expectProblem(none, 404, "assessment_not_found");
      const later = await api.send("/v1/assessments/exam/score?revision=9", post);
      await expectProblem(later, 404, "revision_not_found");
    });
  });

  describe("runs", () => {
    test("GET /v1/runs/{id}", async () => {
      const response = await api.send(`/v1/runs/${runId}`);
      expect(response.status).toBe(200);
      const body = await answerOf(response, RunView);
      expect(body).toMatchObject({ id: runId, assessment: "exam", status: "succeeded" });
    });

    test("POST /v1/runs/{id}/resume", async () => {
      const response = await api.send(`/v1/runs/${runId}/resume`, { method: "POST" });
      expect(response.status).toBe(200);
      await answerOf(response, ScoredView);
    });

    test("404 for a run that is not there, 400 for what is no id", async () => {
      await expectProblem(await api.send(`/v1/runs/${NO_UUID}`), 404, "run_not_found");
      const resume = await api.send(`/v1/runs/${NO_UUID}/resume`, { method: "POST" });
      await expectProblem(resume, 404, "run_not_found");
      await expectProblem(await api.send("/v1/runs/x"), 400, "request_invalid");
    });
  });

  describe("GET /v1/assessments/{id}/results", () => {
    test.each(["ordinal", "points", "-points"])(
      "pages by %s hold every result once",
      async (sort) => {
        const seen: { ordinal: number; points: number | null }[] = [];
        for (let next: string | null = ""; next !== null;) {
          const cursor: string = next === "" ? "" : `&cursor=${encodeURIComponent(next)}`;
          const page = await api.send(`/v1/assessments/exam/results?limit=4&sort=${sort}${cursor}`);
          expect(page.status).toBe(200);
          const body = await answerOf(page, ResultListView);
          seen.push(...body.results);
          next = body.next;
        }
        expect(seen.map(({ ordinal }) => ordinal).toSorted((a, b) => a - b)).toEqual([
          1, 2, 3, 4, 5, 6, 7, 8, 9,
        ]);
        const keys = seen.map(({ ordinal, points }) =>
          sort === "ordinal" ? ordinal : (points ?? 0),
        );
        const sign = sort === "-points" ? -1 : 1;
        expect(keys).toEqual(keys.toSorted((a, b) => sign * (a - b)));
      },
    );

    test("a result holds points, percent, scales and bands", async () => {
      const page = await api.send("/v1/assessments/exam/results?limit=1");
      const body = await answerOf(page, ResultListView);
      expect(body.results[0]).toMatchObject({
        candidate: "c-1",
        attempt: 1,
        ordinal: 1,
        revision: 1,
        points: 5,
        maxPoints: 5,
        percent: 100,
        bands: { total: "pass" },
        status: "final",
      });
      expect(body.results[0]?.scales["choices"]).toMatchObject({
        raw: 3,
        value: 3,
        max: 3,
        answered: 2,
      });
    });

    test("400 for a cursor that this list did not give out", async () => {
      for (const cursor of ["x", "%00", "e30", "bnVsbA"]) {
        const response = await api.send(`/v1/assessments/exam/results?cursor=${cursor}`);
        expect(response.status).toBe(400);
      }
      const page = await api.send("/v1/assessments/exam/results?limit=1&sort=points");
      const { next } = await answerOf(page, ResultListView);
      const path = `/v1/assessments/exam/results?limit=1&cursor=${encodeURIComponent(next ?? "")}`;
      await expectProblem(await api.send(path), 400, "cursor_invalid");
    });

    test("400 for a cursor of another revision than the one asked for", async () => {
      const first = "/v1/assessments/exam/results?limit=1";
      const { next } = await answerOf(await api.send(first), ResultListView);
      const path = `${first}&cursor=${encodeURIComponent(next ?? "")}`;
      await expectProblem(await api.send(`${path}&revision=2`), 400, "cursor_invalid");
      expect((await api.send(`${path}&revision=1`)).status).toBe(200);
    });

    test.each(["limit=0", "limit=1001", "limit=x", "sort=name", "foo=1"])(
      "400 for ?%s",
      async (query) => {
        const response = await api.send(`/v1/assessments/exam/results?${query}`);
        const body = await expectProblem(response, 400, "request_invalid");
        expect(body["path"]).toBe(query.split("=")[0] ?? "");
      },
    );

    test("404 before the first run", async () => {
      const page = await api.send("/v1/assessments/unscored/results");
      await expectProblem(page, 404, "not_scored_yet");
      const csv = { headers: { accept: "text/csv" } };
      const all = await api.send("/v1/assessments/unscored/results", csv);
      await expectProblem(all, 404, "not_scored_yet");
      await expectProblem(
        await api.send("/v1/assessments/none/results", csv),
        404,
        "assessment_not_found",
      );
    });
  });

  describe("exports", () => {
    test("NDJSON holds every result exactly", async () => {
      const response = await api.send("/v1/assessments/exam/results", {
        headers: { accept: "application/x-ndjson" },
      });
      expect(response.headers.get("content-type")).toBe("application/x-ndjson");
      expect(response.headers.get("vary")).toContain("Accept");
      const lines = (await response.text()).trimEnd().split("\n");
      const results = lines.map((line) => JSON.parse(line));
      const page = await answerOf(await api.send("/v1/assessments/exam/results"), ResultListView);
      expect(results).toEqual(page.results);
      expect(results.map(({ candidate }) => candidate)).toEqual([...CANDIDATES, "c-1"]);
    });

    test("CSV disarms formulas", async () => {
      const response = await api.send("/v1/assessments/exam/results", {
        headers: { accept: "text/csv, application/json;q=0.5" },
      });
      expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
      const text = await response.text();
      expect(text).toStartWith(
        "candidate,attempt,ordinal,revision,points,maxPoints,percent,scale.choices,band.total,answered,omitted,notReached,notPresented,notApplicable,pending,status,reason\r\n" +
          "c-1,1,1,1,5,5,100,3,pass,4,0,0,0,0,0,final,\r\n",
      );
      const expected = [
        "\n'=1+1,1,",
        "\n''quoted,1,",
        "\n'-5,1,",
        '\n"two\nlines",1,',
        '\n"a,""b""",1,',
      ];
      for (const cell of expected) expect(text).toContain(cell);
    });

    test.each(["limit=5", "cursor=x", "sort=points"])(
      "400 for ?%s, which is of a page",
      async (query) => {
        const response = await api.send(`/v1/assessments/exam/results?${query}`, {
          headers: { accept: "text/csv" },
        });
        await expectProblem(response, 400, "request_invalid");
      },
    );

    test("HEAD answers without a body", async () => {
      const response = await api.send("/v1/assessments/exam/results", {
        method: "HEAD",
        headers: { accept: "text/csv" },
      });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe("");
    });
  });

  test.each([
    ["/v1/assessments?limit=1&limit=2", "limit"],
    ["/v1/assessments/exam/results?sort=points&sort=points", "sort"],
    ["/v1/assessments/exam/results?fit=true&fit=true", "fit"],
    ["/v1/assessments/exam/results/c-1?attempt=1&attempt=1", "attempt"],
    ["/v1/assessments/exam/cuts?within=1&within=1", "within"],
    ["/v1/keys?tenant=a&tenant=b", "tenant"],
    ["/v1/keys?cursor=1&cursor=1", "cursor"],
  ])("400 for %s, which must be given once", async (path, name) => {
    const body = await expectProblem(await api.send(path), 400, "request_invalid");
    expect(body).toMatchObject({ path: name, message: "must be given once" });
  });

  test.each([
    ["/v1/assessments", "*/*"],
    ["/v1/assessments/exam", "*/*"],
    ["/v1/assessments/exam/results", "*/*"],
    ["/v1/assessments/exam/results", "text/csv"],
    ["/v1/assessments/exam/results", "application/x-ndjson"],
    ["/v1/assessments/exam/results/c-1", "*/*"],
    ["/v1/assessments/exam/summary", "*/*"],
    ["/v1/assessments/exam/items", "*/*"],
    ["/v1/library", "*/*"],
    ["/v1/nothing", "*/*"],
    ["/healthz", "*/*"],
    ["/openapi.json", "*/*"],
    ["/docs", "*/*"],
  ])("HEAD %s says no other length than GET (%s)", async (path, accept) => {
    const headers = { accept, "accept-encoding": "identity" };
    const got = await api.send(path, { headers });
    await got.arrayBuffer();
    const head = await api.send(path, { method: "HEAD", headers });
    expect(head.status).toBe(got.status);
    expect(await head.text()).toBe("");
    expect(head.headers.get("content-length")).toBe(got.headers.get("content-length"));
  });

  describe("GET /v1/assessments/{id}/results/{candidate}", () => {
    test.each(CANDIDATES)("finds %j, percent-encoded", async (candidate) => {
      const path = `/v1/assessments/exam/results/${encodeURIComponent(candidate)}?attempt=1`;
      const response = await api.send(path);
      expect(response.status).toBe(200);
      const body = await answerOf(response, ResultView);
      expect(body.candidate).toBe(candidate);
    });

    test("the highest attempt unless told", async () => {
      const newest = await (await api.send("/v1/assessments/exam/results/c-1")).json();
      expect(newest).toMatchObject({ attempt: 2, points: 0 });
    });

    test("404 for a candidate or attempt that is not there", async () => {
      const path = "/v1/assessments/exam/results";
      await expectProblem(await api.send(`${path}/nobody`), 404, "response_not_found");
      await expectProblem(await api.send(`${path}/c-1?attempt=7`), 404, "response_not_found");
    });

    test("404 for a response that came after the run", async () => {
      await api.sendJson("PUT", "/v1/assessments/late", DEFINITION);
      await api.send("/v1/assessments/late/score", { method: "POST" });
      await api.sendJson("POST", "/v1/assessments/late/responses", { candidate: "a", answers: {} });
      await expectProblem(
        await api.send("/v1/assessments/late/results/a"),
        404,
        "response_not_scored_yet",
      );
    });

    test.each(["%00", "x".repeat(257)])("400 for the candidate %s", async (candidate) => {
      const response = await api.send(`/v1/assessments/exam/results/${candidate}`);
      await expectProblem(response, 400, "request_invalid");
    });

    test.each(["attempt=0", "attempt=40000"])("400 for ?%s", async (query) => {
      const response = await api.send(`/v1/assessments/exam/results/c-1?${query}`);
      await expectProblem(response, 400, "request_invalid");
    });
  });

  describe("GET /v1/assessments/{id}/summary", () => {
    test("200 with the statistics of the newest run", async () => {
      const response = await api.send("/v1/assessments/exam/summary");
      expect(response.status).toBe(200);
      const body = await answerOf(response, SummaryOfRunView);
      expect(body).toMatchObject({ revision: 1, summary: { responses: 9, maxPoints: 5 } });
    });

    test("404 before the first run, and for what is not there", async () => {
      const unscored = await api.send("/v1/assessments/unscored/summary");
      await expectProblem(unscored, 404, "not_scored_yet");
      const none = await api.send("/v1/assessments/none/summary");
      await expectProblem(none, 404, "assessment_not_found");
      const later = await api.send("/v1/assessments/exam/summary?revision=9");
      await expectProblem(later, 404, "not_scored_yet");
    });
  });
});
