/** What people score: ratings go in, and results follow them from the next run on. */

import { expect, test } from "bun:test";

import { AgreementView, PendingPageView } from "#http/views/rating-view.ts";
import { ResultListView, ResultView } from "#http/views/result-view.ts";
import { ScoredView } from "#http/views/run-view.ts";

import type { Target } from "../support/target.ts";
import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { RATED_FORM, RATED_RESPONSES } from "./rated-form.ts";

/** Two criteria of 0, 1, 2 points each; two raters, and the mean of both. */
const RATING = {
  candidate: "c-1",
  item: "essay",
  rater: "r-1",
  levels: { content: "good", style: "fair" },
};

describeOnEachTarget("human scoring", (api) => {
  test("an essay waits, is rated by two, and is scored with their mean", async () => {
    const path = await given(api, "waits");

    const first = await score(api, path);
    expect(first.run.counts).toEqual({ total: 2, scored: 1, pending: 1, failed: 0 });
    expect(first.summary).toMatchObject({ responses: 1, provisional: 1, mean: 0, maxPoints: 5 });
    expect(await resultOf(api, path, "c-1")).toMatchObject({
      points: 1,
      maxPoints: 5,
      percent: null,
      bands: { total: null },
      states: { answered: 1, pending: 1 },
      status: "provisional",
      reason: "ratings_pending",
    });
    // Left blank: there is nothing to wait for.
    expect(await resultOf(api, path, "c-2")).toMatchObject({ points: 0, status: "final" });
    const waiting = { candidate: "c-1", attempt: 1, ordinal: 1, item: "essay" };
    expect(await pendingOf(api, path)).toEqual({
      pending: [{ ...waiting, answer: "It depends.", ratings: 0, needed: 2 }],
      next: null,
    });

    expect((await api.sendJson("POST", `${path}/ratings`, RATING)).status).toBe(201);
    expect((await api.sendJson("POST", `${path}/ratings`, RATING)).status).toBe(200);
    expect((await pendingOf(api, path, "?rater=r-1")).pending).toEqual([]);
    expect((await pendingOf(api, path, "?rater=r-2&item=essay")).pending).toMatchObject([
      { ratings: 1, needed: 2 },
    ]);
    expect((await pendingOf(api, path, "?item=q1")).pending).toEqual([]);
    expect((await score(api, path)).run.counts).toMatchObject({ scored: 1, pending: 1 });

    const second = { ...RATING, rater: "r-2", levels: { content: "fair", style: "fair" } };
    await api.sendJson("POST", `${path}/ratings`, { ...second, comment: "No example." });
    // (3 + 2) / 2 and the one point of q1.
    const scored = await score(api, path);
    expect(scored.run.counts).toEqual({ total: 2, scored: 2, pending: 0, failed: 0 });
    expect(scored.summary).toMatchObject({ responses: 2, provisional: 0, mean: 1.75, max: 3.5 });
    expect(await resultOf(api, path, "c-1")).toMatchObject({
      points: 3.5,
      percent: 70,
      bands: { total: "pass" },
      status: "final",
    });
    expect((await pendingOf(api, path)).pending).toEqual([]);
    const explained = await api.send(`${path}/results/c-1?explain=true`);
    const { explanation } = await answerOf(explained, ResultView);
    expect(explanation?.items[1]).toMatchObject({
      state: "answered",
      answer: "It depends.",
      evidence: {
        points: ["3", "2"],
        used: [0, 1],
        raters: [
          { rater: "r-1", levels: RATING.levels },
          { rater: "r-2", levels: second.levels, comment: "No example." },
        ],
      },
      formula: "5/2",
      points: 2.5,
    });
  });

  test("a correction changes the result, and every summary with it; a new key leaves it alone", async () => {
    const path = await given(api, "corrected");
    await rate(api, path, ["r-1", "good", "good"], ["r-2", "good", "good"]);
    expect((await score(api, path)).summary).toMatchObject({ max: 5, mean: 2.5 });

    await rate(api, path, ["r-1", "poor", "poor"]);
    // Until it is scored again, the result goes by what it went by.
    expect(await resultOf(api, path, "c-1")).toMatchObject({ points: 5, status: "final" });
    await api.sendJson("POST", `${path}/responses`, {
      candidate: "c-3",
      answers: { essay: "Yes." },
    });
    await score(api, path);
    await rate(api, path, ["r-1", "good", "fair", "c-3"], ["r-2", "good", "fair", "c-3"]);
    const known = await answerOf(await api.send(`${path}/results`), ResultListView);
    expect(known.results.map(({ status }) => status)).toEqual(["final", "final", "provisional"]);
    await rate(api, path, ["r-1", "poor", "poor", "c-3"], ["r-2", "poor", "poor", "c-3"]);
    const lower = await score(api, path);
    expect(lower.summary).toMatchObject({ responses: 3, max: 3, mean: 1 });
    expect(await resultOf(api, path, "c-1")).toMatchObject({ points: 3 });

    const [choice, essay] = RATED_FORM.items;
    const rekeyed = { ...RATED_FORM, items: [{ ...choice, key: "A" }, essay] };
    expect((await api.sendJson("PUT", path, rekeyed)).status).toBe(200);
    const anew = await score(api, path);
    expect(anew.run).toMatchObject({ revision: 2, counts: { scored: 3, pending: 0 } });
    expect(await resultOf(api, path, "c-1")).toMatchObject({ points: 2 });
    const list = await answerOf(await api.send(`${path}/results`), ResultListView);
    expect(list.results.map(({ points }) => points)).toEqual([2, 1, 0]);
  });

  test("what was counted bit by bit equals what is counted anew", async () => {
    const path = await given(api, "anew");
    const more = Array.from({ length: 40 }, (_, at) => ({
      candidate: `d-${at}`,
      answers: { q1: at % 2 === 0 ? "A" : "B", essay: `Essay ${at}` },
    }));
    await api.sendJson("POST", `${path}/responses`, more);
    const names = ["poor", "fair", "good"];
    for (let round = 0; round < 4; round++) {
      const ratings = more.flatMap(({ candidate }, at) => {
        if ((at + round) % 3 === 0) return [];
        const level = (by: number) => names[(at * by + round) % 3];
        const levels = { content: level(5), style: level(7) };
        return [{ candidate, item: "essay", rater: `r-${(at + round) % 2}`, levels }];
      });
      await api.sendJson("POST", `${path}/ratings`, ratings);
      const grown = await score(api, path);
      await api.sendJson("PUT", path, { ...RATED_FORM, title: `Round ${round}` });
      const anew = await score(api, path);
      expect(anew.run.revision).toBe(round + 2);
      const before = await score(api, path, "?revision=1");
      expect(before.summary).toEqual(anew.summary);
      expect(before.run.digest).toBe(anew.run.digest);
      expect(grown.run.counts.pending).toBe(anew.run.counts.pending);
    }
  });

  test("NDJSON: good rows are kept, bad ones reported", async () => {
    const path = await given(api, "lines");
    const lines = [
      RATING,
      { ...RATING, item: "q1" },
      { ...RATING, item: "q9" },
      { ...RATING, item: undefined },
      { ...RATING, item: 5 },
      { ...RATING, levels: { content: "good" } },
      { ...RATING, levels: { content: "great", style: "fair" } },
      { ...RATING, levels: { ...RATING.levels, spelling: "fair" } },
      { ...RATING, candidate: "c-9" },
      { ...RATING, candidate: "c-2" },
      { ...RATING, attempt: 2 },
      { ...RATING, rater: "" },
      { ...RATING, points: 3 },
      { ...RATING, rater: "r-2", attempt: 1 },
      { ...RATING, rater: "r-3" },
      RATING,
    ];
    const body = `${lines.map((line) => JSON.stringify(line)).join("\n")}\nno JSON\n`;
    const sent = await api.send(`${path}/ratings`, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body,
    });
    const report = (await sent.json()) as {
      errors: { line: number; code: string; path: string }[];
    };
    expect(report).toMatchObject({ accepted: 2, duplicates: 1, rejected: 14, errorsTotal: 14 });
    expect(report.errors.map(({ line, code, path: at }) => `${line} ${code} ${at}`)).toEqual([
      "2 item_not_rated item",
      "3 item_unknown item",
      "4 item_missing item",
      "5 item_unknown item",
      "6 level_missing levels.style",
      "7 level_unknown levels.content",
      "8 criterion_unknown levels.spelling",
      "9 response_not_found candidate",
      "10 nothing_to_rate item",
      "11 response_not_found candidate",
      "12 rater_invalid rater",
      "13 unknown_field points",
      "15 raters_complete rater",
      "17 line_is_not_json ",
    ]);
    const alone = await api.sendJson("POST", `${path}/ratings`, { ...RATING, item: "q1" });
    expect(await expectProblem(alone, 422, "rating_invalid")).toMatchObject({
      fault: "item_not_rated",
      path: "item",
    });
  });

  test("a level that someone gave cannot be taken away", async () => {
    const path = await given(api, "levels");
    await rate(api, path, ["r-1", "good", "fair"]);
    const [choice, essay] = RATED_FORM.items;
    const levels = [
      { id: "poor", points: 0 },
      { id: "fair", points: 1 },
    ];
    const criteria = [
      { id: "content", levels },
      { id: "style", levels },
    ];
    const poorer = { ...RATED_FORM, items: [choice, { ...essay, criteria }] };
    const expectRefusal = async () => {
      const refused = await api.sendJson("PUT", path, poorer);
      expect(await expectProblem(refused, 409, "item_needs_new_id")).toMatchObject({
        faults: [{ path: "items.1", item: "essay", reason: "level_removed" }],
      });
    };
    await expectRefusal();
    // A corrected rating stays on record.
    await rate(api, path, ["r-1", "fair", "fair"]);
    await expectRefusal();
  });

  test("agreement of the first two raters, by criterion and in points", async () => {
    const path = await given(api, "agreement");
    const more = ["e-1", "e-2", "e-3"].map((candidate) => ({ candidate, answers: { essay: "x" } }));
    await api.sendJson("POST", `${path}/responses`, more);
    await rate(api, path, ["r-1", "good", "fair"], ["r-2", "good", "good"]);
    await rate(api, path, ["r-1", "poor", "fair", "e-1"], ["r-2", "poor", "poor", "e-1"]);
    await rate(api, path, ["r-2", "fair", "good", "e-2"], ["r-1", "fair", "poor", "e-2"]);
    await rate(api, path, ["r-1", "fair", "poor", "e-3"]);
    const read = await answerOf(await api.send(`${path}/ratings/agreement`), AgreementView);
    const [essay] = read.items;
    expect(essay).toMatchObject({ item: "essay", pairs: 3 });
    expect(essay?.criteria[0]).toEqual({
      criterion: "content",
      n: 3,
      exact: 1,
      adjacent: 1,
      kappa: 1,
      quadraticKappa: 1,
      reasons: {},
    });
    expect(essay?.criteria[1]).toMatchObject({ n: 3, exact: 0, adjacent: 2 / 3 });
    // Sums 3, 1, 3 against 4, 0, 1.
    expect(essay?.points).toMatchObject({ n: 3, exact: 0, adjacent: 2 / 3 });
    expect(essay?.icc21).toBeNumber();
  });

  test("the work list goes on where a page ended, inside a response too", async () => {
    const path = "/v1/assessments/human-pages";
    const [choice, essay] = RATED_FORM.items;
    const items = [choice, essay, { ...essay, id: "second" }];
    await api.sendJson("PUT", path, { items });
    const responses = Array.from({ length: 5 }, (_, at) => ({
      candidate: `c-${at}`,
      answers: { essay: "a", second: at === 2 ? null : "b" },
    }));
    await api.sendJson("POST", `${path}/responses`, responses);
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const query: string = next === null ? "?limit=2" : `?limit=2&cursor=${next}`;
      const page = await pendingOf(api, path, query);
      expect(page.pending.length).toBeLessThanOrEqual(2);
      seen.push(...page.pending.map(({ candidate, item }) => `${candidate} ${item}`));
      ({ next } = page);
    } while (next !== null);
    const expected = responses.flatMap(({ candidate, answers }) =>
      answers.second === null
        ? [`${candidate} essay`]
        : [`${candidate} essay`, `${candidate} second`],
    );
    expect(seen).toEqual(expected);
    await expectProblem(await api.send(`${path}/ratings/pending?cursor=x`), 400, "cursor_invalid");
  });

  test("a page of long essays ends early", async () => {
    const path = await given(api, "long");
    const long = Array.from({ length: 12 }, (_, at) => ({
      candidate: `l-${at}`,
      answers: { essay: `${at} `.repeat(250_000) },
    }));
    await api.sendJson("POST", `${path}/responses`, long);
    const first = await pendingOf(api, path);
    expect(first.pending.length).toBeGreaterThan(1);
    expect(first.pending.length).toBeLessThan(13);
    const rest = await pendingOf(api, path, `?cursor=${first.next}`);
    expect(first.pending.length + rest.pending.length).toBe(13);
    expect(rest.next).toBeNull();
  });
});

async function given(api: Target, name: string): Promise<string> {
  const path = `/v1/assessments/human-${name}`;
  expect((await api.sendJson("PUT", path, RATED_FORM)).status).toBe(201);
  await api.sendJson("POST", `${path}/responses`, RATED_RESPONSES);
  return path;
}

type Said = readonly [rater: string, content: string, style: string, candidate?: string];

async function rate(api: Target, path: string, ...said: readonly Said[]): Promise<void> {
  const rows = said.map(([rater, content, style, candidate = "c-1"]) => {
    return { candidate, item: "essay", rater, levels: { content, style } };
  });
  const sent = await api.sendJson("POST", `${path}/ratings`, rows);
  expect(await sent.json()).toMatchObject({ accepted: said.length, rejected: 0 });
}

async function score(api: Target, path: string, query = "") {
  const answer = await api.send(`${path}/score${query}`, { method: "POST" });
  return await answerOf(answer, ScoredView);
}

async function resultOf(api: Target, path: string, candidate: string) {
  return await answerOf(await api.send(`${path}/results/${candidate}`), ResultView);
}

async function pendingOf(api: Target, path: string, query = "") {
  return await answerOf(await api.send(`${path}/ratings/pending${query}`), PendingPageView);
}
