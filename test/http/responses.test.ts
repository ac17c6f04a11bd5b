import { describe, expect, test } from "bun:test";

import { CSV, DEFINITION, NDJSON, RESPONSE, RESPONSES } from "#http/examples.ts";
import { ManyView, SubmittedView } from "#http/views/submission-view.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";

describeOnEachTarget("responses", (api) => {
  let number = 0;
  async function givenAssessment(): Promise<string> {
    number++;
    const path = `/v1/assessments/a${number}`;
    expect((await api.sendJson("PUT", path, DEFINITION)).status).toBe(201);
    return `${path}/responses`;
  }

  function post(
    path: string,
    type: string,
    body: string | Uint8Array<ArrayBuffer>,
    more: Record<string, string> = {},
  ): Promise<Response> {
    const headers = { "content-type": type, ...more };
    return api.send(path, { method: "POST", headers, body });
  }

  const TAKEN = { accepted: 2, duplicates: 0, rejected: 0, errors: [], errorsTotal: 0 };
  const AGAIN = { ...TAKEN, accepted: 0, duplicates: 2 };

  describe("one JSON object", () => {
    test("201 taken, 200 a duplicate, 409 a conflict, 422 a fault", async () => {
      const path = await givenAssessment();
      const taken = await api.sendJson("POST", path, RESPONSE);
      expect(taken.status).toBe(201);
      const body = await answerOf(taken, SubmittedView);
      expect(body).toEqual({ outcome: "accepted" });

      const again = await api.sendJson("POST", path, RESPONSE);
      expect(again.status).toBe(200);
      expect(await again.json()).toEqual({ outcome: "duplicate" });

      const other = { ...RESPONSE, answers: { q1: "A" } };
      await expectProblem(await api.sendJson("POST", path, other), 409, "response_conflict");

      const unknown = { candidate: "c-9", answers: { q9: "A" } };
      const fault = await expectProblem(
        await api.sendJson("POST", path, unknown),
        422,
        "response_invalid",
      );
      expect(fault).toMatchObject({ fault: "unknown_item", path: "answers.q9" });
    });

    test.each([[5], [null], ["text"], [true]])("422 for %p", async (body) => {
      const path = await givenAssessment();
      await expectProblem(await api.sendJson("POST", path, body), 422, "response_invalid");
    });

    test("404 without the assessment", async () => {
      const response = await api.sendJson("POST", "/v1/assessments/none/responses", RESPONSE);
      await expectProblem(response, 404, "assessment_not_found");
    });
  });

  describe("many", () => {
    test.each([
      ["application/json", JSON.stringify(RESPONSES)],
      ["application/x-ndjson", NDJSON],
      ["text/csv", CSV],
    ])("%s: 200 with counts, the same again is duplicates", async (type, body) => {
      const path = await givenAssessment();
      const taken = await post(path, type, body);
      expect(taken.status).toBe(200);
      const report = await answerOf(taken, SubmittedView);
      expect(report).toEqual(TAKEN);
      const again = await post(path, `${type}; charset=utf-8`, body);
      expect(await again.json()).toEqual(AGAIN);
    });

    test.each([
      ["application/json", JSON.stringify(RESPONSES)],
      ["application/x-ndjson", NDJSON],
      ["text/csv", CSV],
    ])("%s in gzip", async (type, body) => {
      const path = await givenAssessment();
      const packed = Bun.gzipSync(new TextEncoder().encode(body));
      const taken = await post(path, type, packed, { "content-encoding": "gzip" });
      expect(await taken.json()).toEqual(TAKEN);
    });

    test("the same responses by three roads are the same responses", async () => {
      const path = await givenAssessment();
      const rows = RESPONSES.map(({ candidate, answers }) => ({
        candidate,
        answers: { ...answers, q3: String(answers.q3) },
      }));
      expect(await (await api.sendJson("POST", path, rows)).json()).toEqual(TAKEN);
      const lines = rows.map((row) => JSON.stringify(row)).join("\n");
      expect(await (await post(path, "application/x-ndjson", lines)).json()).toEqual(AGAIN);
      expect(await (await post(path, "text/csv", CSV)).json()).toEqual(AGAIN);
    });

    test("200 keeps good rows and reports bad ones by line", async () => {
      const path = await givenAssessment();
      const lines = [
        JSON.stringify({ candidate: "a", answers: { q1: "A" } }),
        "{",
        JSON.stringify({ candidate: "b", answers: { q1: "Z" } }),
        JSON.stringify({ candidate: "a", answers: { q1: "B" } }),
      ];
      const response = await post(path, "application/x-ndjson", lines.join("\n"));
      expect(response.status).toBe(200);
      const report = await answerOf(response, ManyView);
      expect(report).toMatchObject({ accepted: 1, duplicates: 0, rejected: 3, errorsTotal: 3 });
      expect(report.errors.map(({ line }) => line)).toEqual([2, 3, 4]);
    });

    test("422 when no row was taken, with the same report", async () => {
      const path = await givenAssessment();
      const response = await api.sendJson("POST", path, [{ candidate: "a", answers: { q9: 1 } }]);
      const body = await expectProblem(response, 422, "no_row_taken");
      expect(body).toMatchObject({ accepted: 0, rejected: 1, errors: [{ line: 1 }] });
      await expectProblem(await api.sendJson("POST", path, []), 422, "no_row_taken");
      await expectProblem(await post(path, "application/x-ndjson", ""), 422, "no_row_taken");
    });

    test("at most 100 errors are listed", async () => {
      const path = await givenAssessment();
      const body = await expectProblem(
        await post(path, "application/x-ndjson", "{\n".repeat(250)),
        422,
        "no_row_taken",
      );
      expect(body["errorsTotal"]).toBe(250);
      expect(body["errors"]).toHaveLength(100);
    });

    test("404 without the assessment", async () => {
      for (const type of ["application/json", "application/x-ndjson", "text/csv"]) {
        const response = await post("/v1/assessments/none/responses", type, "[]");
        await expectProblem(response, 404, "assessment_not_found");
      }
    });
  });

  test("415 for another type, or another encoding", async () => {
    const path = await givenAssessment();
    const xml = await expectProblem(
      await post(path, "application/xml", "<a/>"),
      415,
      "media_type_not_supported",
    );
    expect(xml["supported"]).toEqual(["application/json", "application/x-ndjson", "text/csv"]);
    const brotli = await post(path, "text/csv", CSV, { "content-encoding": "br" });
    await expectProblem(brotli, 415, "body_encoding_not_supported");
    expect(brotli.headers.get("accept-encoding")).toBe("gzip");
  });

  test("422 names the column of a CSV header that nobody knows", async () => {
    const path = await givenAssessment();
    const response = await post(path, "text/csv", "candidate,q9\na,1\n");
    const body = await expectProblem(response, 422, "csv_header_invalid");
    expect(JSON.stringify(body)).toContain("q9");
  });

  test("a stream that breaks off keeps the chunks before, and may be sent again", async () => {
    const path = await givenAssessment();
    const lines = Array.from({ length: 12_000 }, (_, i) =>
      JSON.stringify({ candidate: `c${i}-${crypto.randomUUID()}`, answers: { q1: "A" } }),
    );
    const whole = Bun.gzipSync(new TextEncoder().encode(lines.join("\n")));
    const cut = whole.slice(0, Math.floor(whole.length * 0.9));
    const gzip = { "content-encoding": "gzip" };

    const broken = await post(path, "application/x-ndjson", cut, gzip);
    expect(broken.status).toBe(400);
    const sent = await answerOf(await post(path, "application/x-ndjson", whole, gzip), ManyView);
    expect(sent.accepted + sent.duplicates).toBe(12_000);
    expect(sent.duplicates).toBeGreaterThan(0);
  });

  test("a label of a rating is its text in CSV, digits too; what is no label is refused", async () => {
    const path = "/v1/assessments/labels";
    const items = [{ id: "q1", type: "rating", values: { "0": 0, "1": 0, "2": 1, often: 2 } }];
    expect((await api.sendJson("PUT", path, { items })).status).toBe(201);
    const csv = "candidate,q1\na,2\nb,often\nc,\nd,02\n";
    const sent = await answerOf(await post(`${path}/responses`, "text/csv", csv), ManyView);
    expect(sent).toMatchObject({ accepted: 3, rejected: 1 });
    expect(sent.errors).toMatchObject([{ line: 5, code: "option_unknown", path: "answers.q1" }]);

    await api.send(`${path}/score`, { method: "POST" });
    const results = await (
      await api.send(`${path}/results`, { headers: { accept: "text/csv" } })
    ).text();
    expect(results).toMatch(/^a,1,.*,1\b/m);
    const fewer = { items: [{ id: "q1", type: "rating", values: { "0": 0, "2": 1 } }] };
    await expectProblem(await api.sendJson("PUT", path, fewer), 409, "item_needs_new_id");
  });
});
