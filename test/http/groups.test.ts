/** Statistics of groups, from a definition with `groupBy` or without. */

import { beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { DifView } from "#http/views/dif-view.ts";
import { ItemAnalysisOfRunView } from "#http/views/item-analysis-view.ts";
import { ReliabilityOfRunView } from "#http/views/reliability-view.ts";
import { ScoredView } from "#http/views/run-view.ts";
import { StatelessView } from "#http/views/stateless-view.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { OPENING_MS } from "./open-api.ts";
import { RATED_FORM } from "./rated-form.ts";

const items = Array.from({ length: 6 }, (_, index) => ({
  id: `q${index}`,
  type: "single_choice",
  options: ["A", "B", "C"],
  key: "A",
}));
const scales = [{ id: "half", items: ["q0", "q1", "q2"], aggregate: "sum" }];
const groupBy = [
  { attribute: "form", values: ["A", "B"] },
  { attribute: "grade", values: ["1", "2:3"] },
];
const plain = { items, scales };
const declared = { ...plain, groupBy };

/** In form A, in B, or nowhere; grades as numbers and as texts. */
function rows(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    candidate: `c-${index}`,
    answers: Object.fromEntries(
      items.map(({ id }, place) => [id, (index * (place + 2)) % 7 < 4 ? "A" : "BC"[index % 2]]),
    ),
    ...(index % 5 === 4
      ? {}
      : { attributes: { form: "AB"[index % 2], grade: [1, "1", 2, "2:3", 10][index % 5] } }),
  }));
}

const responses = rows(80);

interface Example {
  readonly assessment: object;
  readonly responses: readonly object[];
  readonly where: string;
  readonly answer: object;
}

const [, , text = ""] = readFileSync("docs/item-analysis.md", "utf8").split("```json\n");
const only = (name: string, value: string) =>
  responses.filter(({ attributes }) => {
    return String((attributes as Record<string, unknown> | undefined)?.[name]) === value;
  });

describeOnEachTarget("groups", (api) => {
  const define = (id: string, definition: unknown) =>
    api.sendJson("PUT", `/v1/assessments/${id}`, definition);
  const submit = (id: string, sent: readonly unknown[]) =>
    api.sendJson("POST", `/v1/assessments/${id}/responses`, sent);
  const score = async (id: string) => {
    const response = await api.send(`/v1/assessments/${id}/score`, { method: "POST" });
    expect(response.status).toBe(200);
    return await answerOf(response, ScoredView);
  };
  const given = async (id: string, definition: unknown, sent: readonly unknown[]) => {
    expect((await define(id, definition)).ok).toBe(true);
    if (sent.length > 0)
      expect(await (await submit(id, sent)).json()).toMatchObject({ rejected: 0 });
    return await score(id);
  };
  const ask = (id: string, path: string, where?: string) =>
    api.send(
      `/v1/assessments/${id}/${path}${where === undefined ? "" : `?where=${encodeURIComponent(where)}`}`,
    );
  const analysis = async (id: string, where?: string) =>
    await answerOf(await ask(id, "items", where), ItemAnalysisOfRunView);
  const reliability = async (id: string, where?: string) =>
    await answerOf(await ask(id, "items/reliability", where), ReliabilityOfRunView);

  beforeAll(async () => {
    await given("declared", declared, responses);
    await given("plain", plain, responses);
    await given("b", plain, only("form", "B"));
  }, OPENING_MS);

  describe.each(["declared", "plain"])("of the definition that is %s", (id) => {
    test("item analysis is that of the group's responses, and names the group", async () => {
      const { run: _, upto, where, ...own } = await analysis(id, "form:B");
      expect(where).toEqual({ attribute: "form", value: "B" });
      expect(upto).toBe(80);
      const { run: __, upto: n, ...alone } = await analysis("b");
      expect(own).toEqual(alone);
      expect(own.test.n).toBe(n);
      expect(own.test.histogram?.map(({ from }) => from)).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(own.scales[0]?.test.histogram).toHaveLength(4);
      expect("where" in (await analysis(id))).toBe(false);
    });

    test("a number is its digits, and a value may have colons or be empty", async () => {
      const nOf = async (where: string) => (await analysis(id, where)).test.n;
      expect(await nOf("grade:1")).toBe(32);
      expect(await nOf("grade:2:3")).toBe(16);
      expect(await nOf("grade:2")).toBe(16);
      expect(await nOf("grade:01")).toBe(0);
      expect(await nOf("grade:")).toBe(0);
    });

    test("of nobody all is 0 or null with its reason", async () => {
      const { test: whole, items: found, scales: tests } = await analysis(id, "form:C");
      for (const own of [whole, tests[0]?.test]) {
        expect(own).toMatchObject({ n: 0, mean: null, sd: null, extremes: null });
        expect(own?.reasons).toMatchObject({ mean: "no_responses", sd: "no_responses" });
        expect(own?.histogram?.every(({ n }) => n === 0)).toBe(true);
      }
      expect(found[0]).toMatchObject({ n: 0, difficulty: null, alarms: [] });
      const { total, where } = await reliability(id, "toString:x");
      expect(where).toEqual({ attribute: "toString", value: "x" });
      expect(total).toMatchObject({ responses: 0, asZero: { n: 0, alpha: null } });
    });

    test("reliability is that of the group's responses, and names the group", async () => {
      const { run: _, upto, where, ...own } = await reliability(id, "form:B");
      expect(where).toEqual({ attribute: "form", value: "B" });
      const { run: __, upto: n, ...alone } = await reliability("b");
      expect(own).toEqual(alone);
      expect([upto, n]).toEqual([80, 32]);
    });

    test("as CSV it has the group's rows", async () => {
      const csv = async (of: string, query: string) => {
        const path = `/v1/assessments/${of}/items${query}`;
        return await (await api.send(path, { headers: { accept: "text/csv" } })).text();
      };
      expect(await csv(id, "?where=form:B")).toBe(await csv("b", ""));
    });
  });

  test("the example of the page answers what it says", async () => {
    const [json = ""] = text.split("```");
    const { assessment, responses: sent, where, answer } = JSON.parse(json) as Example;
    await given("page", assessment, sent);
    expect(await analysis("page", where)).toMatchObject(answer);
  });

  test("each is cached by itself, until a run ends", async () => {
    await given("growing", declared, responses.slice(0, 40));
    for (const path of ["items", "items/reliability"]) {
      for (const where of ["form:A", "form:B", "form:A/5", "grade:1"]) {
        const miss = await ask("growing", path, where);
        expect(miss.headers.get("cache-status")).toBe("assay; fwd=miss");
        const hit = await ask("growing", path, where);
        expect(hit.headers.get("cache-status")).toStartWith("assay; hit");
        expect(await hit.text()).toBe(await miss.text());
      }
    }
    const tag = (await ask("growing", "items", "form:B")).headers.get("etag") ?? "";
    const path = "/v1/assessments/growing/items?where=form:B";
    expect((await api.send(path, { headers: { "if-none-match": tag } })).status).toBe(304);
    await submit("growing", responses);
    const { run } = await score("growing");
    expect((await analysis("growing", "form:B")).test.n).toBe(32);
    expect((await reliability("growing", "form:B")).total).toMatchObject({ responses: 32 });
    const resumed = await api.send(`/v1/runs/${run.id}/resume`, { method: "POST" });
    expect(resumed.status).toBe(200);
    const { run: _, ...grown } = await analysis("growing", "form:B");
    const { run: __, ...anew } = await analysis("declared", "form:B");
    expect(grown).toEqual(anew);
  });

  test("DIF says of declared groups what it says of others", async () => {
    const query = "dif?attribute=form&reference=A&focal=B";
    const { run: _, ...off } = await answerOf(await ask("declared", query), DifView);
    const { run: __, ...over } = await answerOf(await ask("plain", query), DifView);
    expect(JSON.stringify(off)).toBe(JSON.stringify(over));
    expect(off).toMatchObject({ reference: { n: 32 }, focal: { n: 32 }, others: 16 });
  });

  test("ratings between runs move responses into their groups", async () => {
    const form = { ...RATED_FORM, groupBy: [{ attribute: "room", values: ["1", "2"] }] };
    const essays = ["1", 1, 2, "none"].map((room, index) => ({
      candidate: `e-${index}`,
      answers: { q1: "AB"[index % 2], essay: `Essay ${index}` },
      attributes: { room },
    }));
    await given("rated", form, essays);
    const ns = async () =>
      await Promise.all(
        ["room:1", "room:2", "room:none"].map(
          async (where) => (await analysis("rated", where)).test.n,
        ),
      );
    expect(await ns()).toEqual([0, 0, 0]);
    const rate = async (candidate: string, content: string) => {
      const ratings = ["r-1", "r-2"].map((rater) => {
        return { candidate, item: "essay", rater, levels: { content, style: "fair" } };
      });
      const sent = await api.sendJson("POST", "/v1/assessments/rated/ratings", ratings);
      expect(sent.ok).toBe(true);
    };
    await rate("e-0", "good");
    await rate("e-2", "good");
    await rate("e-3", "good");
    await score("rated");
    expect(await ns()).toEqual([1, 1, 1]);
    await rate("e-0", "poor");
    await rate("e-1", "fair");
    await score("rated");
    expect(await ns()).toEqual([2, 1, 1]);
    // Twice 1 of the essay, and the choice of one of them: (1 + 3) / 2.
    expect((await analysis("rated", "room:1")).test).toMatchObject({ n: 2, mean: 2 });
  });

  test("a definition with groups is scored statelessly as one without", async () => {
    const sent = async (assessment: unknown) => {
      const response = await api.sendJson("POST", "/v1/score", { assessment, responses });
      expect(response.status).toBe(200);
      return await answerOf(response, StatelessView);
    };
    const [grouped, bare] = [await sent(declared), await sent(plain)];
    expect(grouped.results).toEqual(bare.results);
    expect(grouped.summary).toEqual(bare.summary);
  });

  describe("refused is", () => {
    const MESSAGE =
      "must be an attribute of 1 to 64 characters, a colon and its value, such as form:B";

    test.each([
      ["an attribute alone", "where=form", MESSAGE],
      ["a value alone", "where=:B", MESSAGE],
      ["an attribute of 65 characters", `where=${"a".repeat(65)}:B`, MESSAGE],
      ["nothing", "where=", "must not be empty"],
      ["U+0000", "where=form:%00", "must not contain U+0000"],
      ["more than fits", `where=form:${"a".repeat(1_085)}`, "must have at most 1089 characters"],
      ["two groups", "where=form:A&where=form:B", "must be given once"],
    ])("400 for %s", async (_, query, message) => {
      for (const path of ["items", "items/reliability"]) {
        const refused = await api.send(`/v1/assessments/declared/${path}?${query}`);
        const body = await expectProblem(refused, 400, "request_invalid");
        expect(body).toMatchObject({ in: "query", path: "where", message });
      }
    });

    test("400 where the answer has no groups", async () => {
      const refused = await api.send("/v1/assessments/declared/summary?where=form:B");
      const body = await expectProblem(refused, 400, "request_invalid");
      expect(body).toMatchObject({ path: "where", message: "is not a parameter here" });
    });

    test("404 of what is not there or not scored", async () => {
      for (const path of ["items", "items/reliability"]) {
        await expectProblem(await ask("none", path, "form:B"), 404, "assessment_not_found");
        await define("unscored", declared);
        await expectProblem(await ask("unscored", path, "form:B"), 404, "not_scored_yet");
      }
    });

    test("422 a definition whose groups have faults, each with its path", async () => {
      const faulty = [
        { attribute: "form", values: ["A", "A"] },
        { attribute: "form", values: [1] },
      ];
      const refused = await define("faulty", { ...plain, groupBy: faulty });
      const { faults } = await expectProblem(refused, 422, "definition_invalid");
      expect(faults).toMatchObject([
        { path: "groupBy.0.values", code: "group_repeated" },
        { path: "groupBy.1.values.0", code: "wrong_type" },
      ]);
    });

    test("422 a definition with too many groups for so many items", async () => {
      const values = Array.from({ length: 20 }, (_, place) => `v${place}`);
      const many = Array.from({ length: 200 }, (_, place) => ({ ...items[0], id: `i${place}` }));
      const groups = ["a", "b", "c"].map((attribute) => ({ attribute, values }));
      const refused = await define("many", { items: many, groupBy: groups });
      const { faults } = await expectProblem(refused, 422, "definition_invalid");
      expect(faults).toEqual([
        {
          code: "too_many_point_levels",
          path: "items",
          message:
            "The items can give 2200 different points in all; at most 2148 can be counted with so many groups.",
        },
      ]);
      expect((await define("many", { items: many, groupBy: groups.slice(1) })).status).toBe(201);
    });
  });
});
