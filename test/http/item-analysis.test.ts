import { beforeAll, expect, test } from "bun:test";

import { ItemAnalysisOfRunView } from "#http/views/item-analysis-view.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { OPENING_MS } from "./open-api.ts";

const ITEMS = "/v1/assessments/exam/items";

const exam = {
  items: ["q1", "q2", "=q3"].map((id, index) => ({
    id: id.replace("=", "-"),
    type: "single_choice",
    options: ["A", "B", "C"],
    key: "ABC"[index],
  })),
};
const rows = ["ABC", "ABC", "ABA", "AAC", "CB-", "BAA"].map((answers, index) => ({
  candidate: `c-${index}`,
  answers: Object.fromEntries(
    exam.items.map(({ id }, place) => [id, answers[place] === "-" ? null : answers[place]]),
  ),
}));

describeOnEachTarget("GET /v1/assessments/{id}/items", (api) => {
  beforeAll(async () => {
    await api.sendJson("PUT", "/v1/assessments/exam", exam);
    await api.sendJson("POST", "/v1/assessments/exam/responses", rows);
    await api.send("/v1/assessments/exam/score", { method: "POST" });
  }, OPENING_MS);

  test("is the analysis of the newest run", async () => {
    const {
      test: whole,
      items,
      upto,
    } = await answerOf(await api.send(ITEMS), ItemAnalysisOfRunView);
    expect(upto).toBe(6);
    expect(whole).toMatchObject({ n: 6, gaps: 0, mean: 11 / 6 });
    expect(items[0]).toMatchObject({ id: "q1", n: 6, difficulty: 4 / 6, alarms: [] });
    expect(items[0]?.options?.map(({ answer, n }) => [answer, n])).toEqual([
      ["A", 4],
      ["B", 1],
      ["C", 1],
    ]);
    expect(items[2]?.options?.at(-1)).toMatchObject({ answer: null, state: "omitted", n: 1 });
  });

  test("as CSV has a row for each item", async () => {
    const response = await api.send(ITEMS, { headers: { accept: "text/csv" } });
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    const [header = "", ...lines] = (await response.text()).split("\r\n");
    const names = header.split(",");
    expect(names.slice(0, 3)).toEqual(["scale", "item", "n"]);
    expect(lines.map((text) => text.split(",").slice(0, 3).join())).toEqual([
      "total,q1,6",
      "total,q2,6",
      "total,'-q3,5",
      "",
    ]);
    const { items } = await answerOf(await api.send(ITEMS), ItemAnalysisOfRunView);
    const at = names.indexOf("itemRest");
    expect(lines.slice(0, 3).map((text) => text.split(",")[at])).toEqual(
      items.map(({ itemRest }) => String(itemRest)),
    );
  });

  test("is cached, and each form has a tag of its own", async () => {
    await api.send(ITEMS);
    const json = await api.send(ITEMS);
    expect(json.headers.get("cache-status")).toStartWith("assay; hit");
    expect(json.headers.get("vary")).toBe("Authorization, Accept, Prefer");
    const csv = await api.send(ITEMS, { headers: { accept: "text/csv" } });
    expect(csv.headers.get("cache-status")).toStartWith("assay; hit");
    const [tag = "", tagOfCsv = ""] = [json, csv].map(({ headers }) => headers.get("etag") ?? "");
    expect(tagOfCsv).not.toBe(tag);
    const asked = async (accept: string, name: string) =>
      (await api.send(ITEMS, { headers: { accept, "if-none-match": name } })).status;
    expect(await asked("application/json", tag)).toBe(304);
    expect(await asked("text/csv", tagOfCsv)).toBe(304);
    expect(await asked("text/csv", tag)).toBe(200);
  });

  test("cuts totals into as many strata as it is told", async () => {
    const { items } = await answerOf(await api.send(`${ITEMS}?strata=2`), ItemAnalysisOfRunView);
    expect(items[0]?.options?.[0]?.strata).toEqual([0, 1]);
    for (const strata of ["1", "21", "x", ""]) {
      const refused = await api.send(`${ITEMS}?strata=${strata}`);
      expect(await expectProblem(refused, 400, "request_invalid")).toMatchObject({
        path: "strata",
        message: "must be a whole number from 2 to 20",
      });
    }
  });

  test("is new as soon as a run has been answered", async () => {
    await api.send(ITEMS);
    await api.sendJson("POST", "/v1/assessments/exam/responses", { candidate: "c-9", answers: {} });
    await api.send("/v1/assessments/exam/score", { method: "POST" });
    expect(await (await api.send(ITEMS)).json()).toMatchObject({ upto: 7, test: { n: 7 } });
  });

  test("what is not there is a problem", async () => {
    await expectProblem(await api.send("/v1/assessments/no/items"), 404, "assessment_not_found");
    await expectProblem(await api.send(`${ITEMS}?revision=2`), 404, "not_scored_yet");
  });
});
