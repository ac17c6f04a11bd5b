/** Every state in each form of submission, and what results and the summary say of states and attempts. */

import { expect, test } from "bun:test";

import { ResultListView, ResultView } from "#http/views/result-view.ts";
import { ScoredView } from "#http/views/run-view.ts";
import { StatelessView } from "#http/views/stateless-view.ts";
import type { ResultView as Result } from "#usecase/result-view.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";

const items = ["q1", "q2", "q3", "q4", "q5"].map((id, index) => ({
  id,
  ...(index === 2
    ? { type: "text", key: ["A"] }
    : { type: "single_choice", options: ["A", "B"], key: "A" }),
}));
const form = { items, trailingBlanks: "not_reached" };

/** The same four candidates in each form. */
const RESPONSES = [
  { candidate: "c-1", answers: { q1: "A", q2: null, q3: "A", q4: null, q5: null } },
  { candidate: "c-2", answers: { q1: "A" }, states: { q2: "not_presented", q3: "not_applicable" } },
  { candidate: "c-3", answers: { q2: "A" }, states: { q1: "omitted", q5: "not_presented" } },
  { candidate: "c-4", answers: {}, states: { q1: "not_applicable" } },
];
const CSV = [
  "candidate,q1,states.q1,q2,states.q2,q3,states.q3,q4,q5,states.q5",
  "c-1,A,,,,A,,,,",
  "c-2,A,,,not_presented,,not_applicable,,,",
  "c-3,,omitted,A,,,,,,not_presented",
  "c-4,,not_applicable,,,,,,,",
].join("\n");
const bodies = {
  "application/json": JSON.stringify(RESPONSES),
  "application/x-ndjson": RESPONSES.map((response) => JSON.stringify(response)).join("\n"),
  "text/csv": CSV,
};

/** Worked out by hand: answered, omitted, not reached, not presented, not applicable. */
const EXPECTED = [
  { candidate: "c-1", points: 2, maxPoints: 5, counts: [2, 2, 1, 0, 0] },
  { candidate: "c-2", points: 1, maxPoints: 3, counts: [1, 1, 1, 1, 1] },
  { candidate: "c-3", points: 1, maxPoints: 4, counts: [1, 2, 1, 1, 0] },
  { candidate: "c-4", points: 0, maxPoints: 4, counts: [0, 1, 3, 0, 1] },
];

describeOnEachTarget("answer states and attempts", (api) => {
  test.each(Object.entries(bodies))("%s brings every state", async (type, body) => {
    const path = `/v1/assessments/states-${type.replaceAll(/\W/g, "-")}`;
    expect((await api.sendJson("PUT", path, form)).status).toBe(201);
    const sent = await api.send(`${path}/responses`, {
      method: "POST",
      headers: { "content-type": type },
      body,
    });
    expect(await sent.json()).toMatchObject({ accepted: 4, errorsTotal: 0 });
    expect((await api.send(`${path}/score`, { method: "POST" })).status).toBe(200);

    const list = await api.send(`${path}/results?sort=ordinal`);
    const { results } = await answerOf(list, ResultListView);
    expect(results.map(inShort)).toEqual(EXPECTED);
    const lines = await api.send(`${path}/results`, {
      headers: { accept: "application/x-ndjson" },
    });
    const exported = (await lines.text()).trim().split("\n");
    expect(exported.map((line): unknown => JSON.parse(line))).toEqual(results);
    const csv = await api.send(`${path}/results`, { headers: { accept: "text/csv" } });
    expect(await csv.text()).toBe(
      [
        "candidate,attempt,ordinal,revision,points,maxPoints,percent,answered,omitted,notReached,notPresented,notApplicable,pending,status,reason",
        "c-1,1,1,1,2,5,40,2,2,1,0,0,0,final,",
        "c-2,1,2,1,1,3,33.333333333333336,1,1,1,1,1,0,final,",
        "c-3,1,3,1,1,4,25,1,2,1,1,0,0,final,",
        "c-4,1,4,1,0,4,0,0,1,3,0,1,0,final,",
        "",
      ].join("\r\n"),
    );
  });

  test("the revision says what trailing blanks are: the stored answers stay as they are", async () => {
    const path = "/v1/assessments/states-revised";
    await api.sendJson("PUT", path, { items });
    await api.sendJson("POST", `${path}/responses`, RESPONSES);
    const omitted = EXPECTED.map(({ counts: [a = 0, o = 0, r = 0, ...rest], ...result }) => {
      return { ...result, counts: [a, o + r, 0, ...rest] };
    });
    for (const [revision, expected] of [
      [1, omitted],
      [2, EXPECTED],
    ] as const) {
      if (revision === 2) expect((await api.sendJson("PUT", path, form)).status).toBe(200);
      await api.send(`${path}/score?revision=${revision}`, { method: "POST" });
      const list = await api.send(`${path}/results?revision=${revision}&sort=ordinal`);
      const { results } = await answerOf(list, ResultListView);
      expect(results.map(inShort)).toEqual([...expected]);
    }
  });

  test("scoring without a store says the same of states", async () => {
    const body = { assessment: form, responses: RESPONSES };
    const scored = await api.sendJson("POST", "/v1/score", body);
    expect((await answerOf(scored, StatelessView)).results.map(inShort)).toEqual(EXPECTED);
  });

  test("a state that contradicts the answer is refused by row, in CSV too", async () => {
    const path = "/v1/assessments/states-refused";
    await api.sendJson("PUT", path, form);
    const sent = await api.send(`${path}/responses`, {
      method: "POST",
      headers: { "content-type": "text/csv" },
      body: "candidate,q1,states.q1\nc-1,A,not_presented\nc-2,,not_reached\nc-3,B,\n",
    });
    expect(await sent.json()).toMatchObject({
      accepted: 1,
      errors: [
        { line: 2, code: "state_contradicts_answer", path: "states.q1" },
        { line: 3, code: "state_unknown", path: "states.q1" },
      ],
    });
  });

  test("a definition that names no such choice is refused with both paths", async () => {
    const path = "/v1/assessments/states-misspelt";
    const wrong = { ...form, trailingBlanks: "missing", attempts: "newest" };
    const { faults } = await expectProblem(
      await api.sendJson("PUT", path, wrong),
      422,
      "definition_invalid",
    );
    expect(faults).toMatchObject([
      { code: "not_one_of", path: "trailingBlanks" },
      { code: "not_one_of", path: "attempts" },
    ]);
  });

  test.each([
    [
      "first",
      [
        { mean: 1, max: 2 },
        { mean: 1, max: 2 },
      ],
    ],
    [
      "last",
      [
        { mean: 2.5, max: 3 },
        { mean: 1.5, max: 2 },
      ],
    ],
    [
      "best",
      [
        { mean: 2.5, max: 3 },
        { mean: 2.5, max: 3 },
      ],
    ],
  ])(
    "attempts %s: the summary counts one of each candidate, and moves",
    async (attempts, expected) => {
      const path = `/v1/assessments/attempts-${attempts}`;
      await api.sendJson("PUT", path, { items, attempts });
      const points = (candidate: string, attempt: number, right: number) => ({
        candidate,
        attempt,
        answers: Object.fromEntries(items.map(({ id }, index) => [id, index < right ? "A" : "B"])),
      });
      const rounds = [
        [points("c-1", 2, 3), points("c-1", 1, 0), points("c-2", 1, 2)],
        [points("c-1", 3, 1)],
      ];
      for (const [round, responses] of rounds.entries()) {
        await api.sendJson("POST", `${path}/responses`, responses);
        const scored = await api.send(`${path}/score`, { method: "POST" });
        const { run, summary } = await answerOf(scored, ScoredView);
        const submitted = 3 + round;
        expect(run.counts).toMatchObject({ total: submitted, scored: submitted });
        expect(summary).toMatchObject({ responses: 2, attempts, submitted, ...expected[round] });
        const read = await api.send(`${path}/summary`);
        expect(await read.json()).toMatchObject({ summary: { ...summary } });
      }
      const result = await api.send(`${path}/results/c-1?attempt=1`);
      expect(await answerOf(result, ResultView)).toMatchObject({ attempt: 1, points: 0 });

      const responses = rounds.flat();
      const stateless = await api.sendJson("POST", "/v1/score", {
        assessment: { items, attempts },
        responses,
      });
      const all = await answerOf(stateless, StatelessView);
      expect(all.results).toHaveLength(4);
      expect(all.summary).toMatchObject({ responses: 2, submitted: 4, ...expected[1] });
    },
  );
});

function inShort({ candidate, points, maxPoints, states }: Result) {
  const { answered, omitted, notReached, notPresented, notApplicable } = states;
  const counts = [answered, omitted, notReached, notPresented, notApplicable];
  return { candidate, points, maxPoints, counts };
}
