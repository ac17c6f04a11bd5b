/** Differential item functioning, from stored responses to the answer. */

import { beforeAll, describe, expect, test } from "bun:test";

import { itemDif } from "#engine/statistics/dif/item-dif.ts";
import { DifView } from "#http/views/dif-view.ts";

import { countsOf, type Row, simulatedRows } from "../engine/statistics/dif/given-answers.ts";
import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { OPENING_MS } from "./open-api.ts";

const rows = simulatedRows(420, 20261129);
const items = Array.from({ length: 10 }, (_, index) => ({
  id: `q${index}`,
  type: "single_choice",
  options: ["A", "B"],
  key: "A",
}));

/** The focal group is a number in JSON; every fourth of the reference group sends "0" as text. */
function responseOf({ group, answers }: Row, index: number) {
  const value = group === 0 && index % 4 === 0 ? "0" : group;
  return {
    candidate: `c-${index}`,
    answers: Object.fromEntries(answers.map((answer, item) => [`q${item}`, answer ? "A" : "B"])),
    attributes: { group: value, school: `s-${index % 3}` },
  };
}

const GROUPS = "attribute=group&reference=0&focal=1";

describeOnEachTarget("GET /v1/assessments/{id}/dif", (api) => {
  const given = async (id: string, definition: object, responses: readonly unknown[]) => {
    await api.sendJson("PUT", `/v1/assessments/${id}`, definition);
    await api.sendJson("POST", `/v1/assessments/${id}/responses`, responses);
    const scored = await api.send(`/v1/assessments/${id}/score`, { method: "POST" });
    expect(scored.status).toBe(200);
  };
  const ask = (id: string, query: string) => api.send(`/v1/assessments/${id}/dif?${query}`);
  const read = async (id: string, query = GROUPS) => await answerOf(await ask(id, query), DifView);

  beforeAll(async () => {
    await given("exam", { items }, rows.map(responseOf));
  }, OPENING_MS);

  test("has every statistic of every item, to the last digit", async () => {
    const answer = await read("exam");
    expect(answer.items).toEqual(
      items.map(({ id }, item) => ({ id, dif: itemDif(countsOf(rows, item)) })),
    );
    const focals = rows.filter(({ group }) => group === 1).length;
    expect(answer).toMatchObject({
      revision: 1,
      upto: rows.length,
      attribute: "group",
      reference: { value: "0", n: rows.length - focals },
      focal: { value: "1", n: focals },
      others: 0,
    });
  });

  test("exchanges groups when told to, and leaves out who is in neither", async () => {
    const swapped = await read("exam", "attribute=group&reference=1&focal=0");
    const [first] = (await read("exam")).items;
    expect(swapped.items[0]?.dif?.oddsRatio?.delta).toBeCloseTo(
      -(first?.dif?.oddsRatio?.delta ?? 0),
      10,
    );
    const schools = await read("exam", "attribute=school&reference=s-0&focal=s-2");
    expect(schools).toMatchObject({ reference: { n: 140 }, focal: { n: 140 }, others: 140 });
  });

  test("is cached by attribute and values, until a run ends", async () => {
    await given("growing", { items }, rows.slice(0, 50).map(responseOf));
    const states = async (query: string) =>
      (await ask("growing", query)).headers.get("cache-status") ?? "";
    for (const query of [GROUPS, `${GROUPS}&revision=1`, "attribute=group&reference=1&focal=0"]) {
      expect(await states(query)).toBe("assay; fwd=miss");
      expect(await states(query)).toStartWith("assay; hit");
    }
    // A separator inside a value does not make two questions one.
    for (const query of ["reference=0,1&focal=2", "reference=0&focal=1,2"]) {
      expect(await states(`attribute=group&${query}`)).toBe("assay; fwd=miss");
    }
    const tag = (await ask("growing", GROUPS)).headers.get("etag") ?? "";
    const headers = { "if-none-match": tag };
    const again = await api.send(`/v1/assessments/growing/dif?${GROUPS}`, { headers });
    expect(again.status).toBe(304);

    await given(
      "growing",
      { items },
      rows.slice(50, 90).map((row, index) => {
        return responseOf(row, 50 + index);
      }),
    );
    expect((await read("growing")).upto).toBe(90);
  });

  test("counts the attempts that the summary counts", async () => {
    const retaken = rows
      .slice(0, 80)
      .map((row, index) => ({ ...responseOf(row, index), attempt: 2 }));
    const firsts = rows.slice(100, 180).map((row, index) => ({
      ...responseOf(row, index),
      attributes: { group: 1 },
    }));
    await given("retaken", { items, attempts: "last" }, [...firsts, ...retaken]);
    const { items: found, others } = await read("retaken");
    expect(others).toBe(0);
    expect(found[3]?.dif).toEqual(itemDif(countsOf(rows.slice(0, 80), 3)));
  });

  test("lists the items that are not right or wrong", async () => {
    const [first] = items;
    const rating = { id: "rating", type: "rating", min: 0, max: 3 };
    const responses = [
      { candidate: "a", answers: { q0: "A", rating: 3 }, attributes: { group: 0 } },
      { candidate: "b", answers: { q0: "B", rating: 0 }, attributes: { group: "1" } },
      { candidate: "c", answers: { q0: "B", rating: 0 }, attributes: { other: 0 } },
      { candidate: "d", answers: { q0: "B", rating: 0 } },
    ];
    await given("mixed", { items: [first, rating] }, responses);
    const answer = await read("mixed");
    expect(answer).toMatchObject({ reference: { n: 1 }, focal: { n: 1 }, others: 2 });
    expect(answer.items).toMatchObject([
      { id: "q0", dif: { strata: 0, reference: { right: 1, wrong: 0 } } },
      { id: "rating", dif: null, reason: "not_dichotomous" },
    ]);
  });

  test("totals of awkward weights, too many for the counters, are said to be so", async () => {
    const wide = Array.from({ length: 3_000 }, (_, index) => ({
      ...items[0],
      id: `q${index}`,
      weight: index < 10 ? 2 ** index : "1/1000",
    }));
    const responses = Array.from({ length: 400 }, (_, index) => ({
      candidate: `c-${index}`,
      answers: Object.fromEntries(
        Array.from({ length: 10 }, (__, item) => [`q${item}`, (index >> item) % 2 ? "A" : "B"]),
      ),
      attributes: { group: index % 2 },
    }));
    await given("wide", { items: wide }, responses);
    const answer = await read("wide");
    expect(answer).toMatchObject({ reference: { n: 200 }, focal: { n: 200 } });
    expect(answer.items).toHaveLength(3_000);
    expect(new Set(answer.items.map(({ reason }) => reason))).toEqual(
      new Set(["totals_too_spread"]),
    );
  });

  test("of values that nobody has, counts are 0 and statistics null", async () => {
    const answer = await read("exam", "attribute=group&reference=none&focal=1");
    expect(answer.reference).toEqual({ value: "none", n: 0 });
    expect(answer.items[0]?.dif).toMatchObject({
      strata: 0,
      mantelHaenszel: null,
      logistic: { both: null },
      reasons: { mantelHaenszel: "no_common_total", both: "group_empty" },
    });
    const absent = await read("exam", "attribute=toString&reference=0&focal=1");
    expect(absent).toMatchObject({ reference: { n: 0 }, focal: { n: 0 }, others: rows.length });
  });

  describe("400", () => {
    test.each([
      ["reference=0&focal=1", "attribute", "must be given"],
      ["attribute=group&focal=1", "reference", "must be given"],
      ["attribute=group&reference=0", "focal", "must be given"],
      ["attribute=&reference=0&focal=1", "attribute", "must not be empty"],
      [`attribute=${"a".repeat(65)}&reference=0&focal=1`, "attribute", "at most 64 characters"],
      [`${GROUPS}&group=1`, "group", "is not a parameter here"],
      [`${GROUPS}&focal=2`, "focal", "must be given once"],
    ])("for %s", async (query, path, message) => {
      const body = await expectProblem(await ask("exam", query), 400, "request_invalid");
      expect(body).toMatchObject({ in: "query", path });
      expect(body["message"]).toContain(message);
    });

    test("for one group twice", async () => {
      const same = await ask("exam", "attribute=group&reference=1&focal=1");
      await expectProblem(same, 400, "groups_not_distinct");
    });
  });

  test("404 for what is not there or not scored", async () => {
    await expectProblem(await ask("nothing", GROUPS), 404, "assessment_not_found");
    await expectProblem(await ask("exam", `${GROUPS}&revision=9`), 404, "not_scored_yet");
    await api.sendJson("PUT", "/v1/assessments/unscored", { items });
    await expectProblem(await ask("unscored", GROUPS), 404, "not_scored_yet");
  });

  test("of no responses everything is null", async () => {
    await given("empty", { items }, []);
    const { items: found } = await read("empty");
    expect(found.every(({ dif }) => dif?.strata === 0 && dif.mantelHaenszel === null)).toBe(true);
  });
});
