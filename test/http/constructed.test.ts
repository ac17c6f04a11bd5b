/**
 * Sequences, pairs, gaps and points, all the way: defined, sent in every form,
 * stored, scored, read back and defined anew.
 */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { sql } from "drizzle-orm";

import { rowsOf } from "#store/db.ts";

import { expectProblem } from "./answers.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, OPENING_MS);
afterAll(() => api.close());

const order = { id: "order", type: "order", key: ["a", "b", "c"], rule: "kendall", points: 3 };
const match = {
  id: "match",
  type: "match",
  key: [
    ["Berlin", "DE"],
    ["Oslo", "NO"],
  ],
  right: ["DE", "NO", "SE"],
  rule: "proportion",
  points: 2,
  wrongPenalty: 0.5,
  emptyMeans: "omitted",
};
const gap = {
  id: "gap",
  type: "gap",
  blank: -1,
  gaps: [
    { id: "town", type: "text", key: ["Paris"] },
    { id: "year", type: "number", key: 1889, points: 2 },
    { id: "river", type: "single_choice", options: ["Seine", "Loire"], key: "Seine" },
  ],
};
const point = {
  id: "point",
  type: "point",
  areas: [
    { shape: "circle", center: ["0.3", "0.4"], radius: 0.1 },
    {
      shape: "polygon",
      vertices: [
        [0, 0],
        [0.2, 0],
        [0, 0.2],
      ],
      points: 2,
    },
  ],
  default: -0.5,
};
const DEFINITION = { items: [order, match, gap, point] };

const RIGHT = {
  order: ["a", "b", "c"],
  match: [
    ["Oslo", "NO"],
    ["Berlin", "DE"],
  ],
  gap: { river: "Seine", town: "paris", year: 1889 },
  point: [
    ["0.36", "0.48"],
    [0.1, 0.1],
  ],
};

/** Responses as JSON has them, and what they earn: 3, 2, 4 and 3 at most. */
const RESPONSES: [candidate: string, answers: object, points: number][] = [
  ["right", RIGHT, 12],
  ["turned", { ...RIGHT, order: ["c", "b", "a"] }, 9],
  [
    "wrong pair",
    {
      ...RIGHT,
      match: [
        ["Berlin", "DE"],
        ["Oslo", "SE"],
      ],
    },
    10.5,
  ],
  ["one gap", { ...RIGHT, gap: { year: "1889.0", town: null } }, 10],
  ["no gap", { ...RIGHT, gap: { year: null } }, 7],
  ["outside", { ...RIGHT, point: [[0.4, 0.5]] }, 8.5],
  ["no point", { ...RIGHT, point: [] }, 9],
  ["nothing", { order: null, match: [], gap: {}, point: null }, -1],
];

const NDJSON = RESPONSES.map(([candidate, answers]) => JSON.stringify({ candidate, answers })).join(
  "\n",
);
const CSV = [
  "candidate,order,match,gap,point",
  ...RESPONSES.map(([candidate, answers]) => {
    const cells = Object.entries(answers).map(([id, answer]) => {
      if (answer === null) return "";
      return id === "order" ? answer.join("|") : JSON.stringify(answer);
    });
    return [candidate, ...cells].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  }),
].join("\r\n");

async function given(id: string, definition: object = DEFINITION): Promise<string> {
  const path = `/v1/assessments/${id}`;
  const defined = await api.sendJson("PUT", path, definition);
  expect(`${defined.status} ${await defined.clone().text()}`).toStartWith("201 ");
  expect(await defined.json()).toMatchObject({ warnings: [] });
  return path;
}

function post(path: string, type: string, body: string): Promise<Response> {
  return api.send(path, { method: "POST", headers: { "content-type": type }, body });
}

async function pointsOf(path: string): Promise<(readonly [string, number])[]> {
  expect((await api.sendJson("POST", `${path}/score`, {})).status).toBe(200);
  const page = await (await api.send(`${path}/results`)).json();
  const { results } = page as { results: { candidate: string; points: number }[] };
  return results.map(({ candidate, points }) => [candidate, points] as const);
}

describe.each([
  ["application/x-ndjson", NDJSON],
  ["text/csv", CSV],
  ["application/json", `[${NDJSON.replaceAll("\n", ",")}]`],
])("%s", (type, body) => {
  const id = type.replaceAll("/", ".");

  test("takes each kind of answer, scores it and knows it again", async () => {
    const path = await given(id);
    const taken = await (await post(`${path}/responses`, type, body)).json();
    expect(taken).toMatchObject({ accepted: RESPONSES.length, errors: [] });
    expect(await pointsOf(path)).toEqual(
      RESPONSES.map(([candidate, , points]) => [candidate, points]),
    );
    const again = await (await post(`${path}/responses`, type, body)).json();
    expect(again).toMatchObject({ accepted: 0, duplicates: RESPONSES.length });
  });
});

test("what holds nothing is not answered, but for an empty list that says something", async () => {
  const scales = [{ id: "all", items: ["order", "match", "gap", "point"], aggregate: "sum" }];
  const path = await given("answered", { ...DEFINITION, scales });
  await post(`${path}/responses`, "application/x-ndjson", NDJSON);
  await api.sendJson("POST", `${path}/score`, {});
  const answered = async (candidate: string) => {
    const result = await (await api.send(`${path}/results/${candidate}`)).json();
    return (result as { scales: { all: { answered: number } } }).scales.all.answered;
  };
  const counts = await Promise.all(["right", "no%20gap", "no%20point", "nothing"].map(answered));
  expect(counts).toEqual([4, 3, 4, 0]);
});

test("the three forms store the same answers, equal ones under one code", async () => {
  const rows = await rowsOf<{ assessment: string; item: string; answers: string[] }>(
    api.deps.db,
    sql`select assessment, item,
          json_agg(coalesce(answer, state) order by ordinal) as answers
        from answers where assessment like '%.%' group by 1, 2 order by 2, 1`,
  );
  const [csv, ndjson] = [rows.filter(({ assessment }) => assessment === "text.csv"), rows];
  for (const { item, answers } of csv) {
    const same = ndjson.filter((other) => other.item === item).map((other) => other.answers);
    expect(same).toEqual([answers, answers, answers]);
  }
  const byItem = Object.fromEntries(csv.map(({ item, answers }) => [item, answers]));
  expect(byItem["gap"]?.slice(2)).toEqual([
    '{"town":"paris","year":1889,"river":"Seine"}',
    '{"year":"1889.0"}',
    "omitted",
    '{"town":"paris","year":1889,"river":"Seine"}',
    '{"town":"paris","year":1889,"river":"Seine"}',
    "omitted",
  ]);
  expect(byItem["point"]?.slice(5)).toEqual(["[[0.4,0.5]]", "[]", "omitted"]);
  expect(byItem["match"]?.[7]).toBe("[]");
  expect(byItem["order"]?.slice(0, 2)).toEqual(['["a","b","c"]', '["c","b","a"]']);
});

test.each<[object, string, string]>([
  [{ order: ["a", "b"] }, "not_a_permutation", "answers.order"],
  [{ order: [] }, "not_a_permutation", "answers.order"],
  [{ match: [["Berlin", "FR"]] }, "option_unknown", "answers.match.0"],
  [{ gap: { town: "x", river: "Rhine" } }, "option_unknown", "answers.gap.river"],
  [{ gap: { street: "x" } }, "gap_unknown", "answers.gap"],
  [{ gap: [] }, "answer_type_wrong", "answers.gap"],
  [{ point: [[1]] }, "answer_type_wrong", "answers.point.0"],
  [{ point: {} }, "answer_type_wrong", "answers.point"],
  [
    {
      point: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    },
    "too_many_points",
    "answers.point",
  ],
])("422 for %j", async (answers, fault, path) => {
  const name = `refusing-${fault}-${path}`.replaceAll(/[^a-z-]/g, "-").slice(0, 64);
  await api.sendJson("PUT", `/v1/assessments/${name}`, DEFINITION);
  const sent = await api.sendJson("POST", `/v1/assessments/${name}/responses`, {
    candidate: "c",
    answers,
  });
  expect(await expectProblem(sent, 422, "response_invalid")).toMatchObject({ fault, path });
});

test("a CSV cell that is no JSON is refused by name, and so are deep ones", async () => {
  const path = await given("cells");
  const deep = "[".repeat(100_000);
  const body = ["candidate,match", "c-1,Berlin-DE", `c-2,${deep}`, 'c-3,"{""Berlin"":1}"'].join(
    "\n",
  );
  const report = await (await post(`${path}/responses`, "text/csv", body)).json();
  expect(report).toMatchObject({ accepted: 0, rejected: 3 });
  const { errors } = report as { errors: { code: string; path: string }[] };
  expect(errors.map(({ code, path: where }) => `${where} ${code}`)).toEqual(
    Array(3).fill("answers.match answer_type_wrong"),
  );
});

test("/v1/score tells equal answers alike, and says what each is worth", async () => {
  const responses = RESPONSES.map(([candidate, answers]) => ({ candidate, answers }));
  const body = { assessment: DEFINITION, responses };
  const answer = await (await api.sendJson("POST", "/v1/score", body)).json();
  expect(answer).toMatchObject({ maxPoints: 12, errors: [] });
  const { results } = answer as { results: { points: number }[] };
  expect(results.map(({ points }) => points)).toEqual(RESPONSES.map(([, , points]) => points));
});

describe("a new definition", () => {
  interface Changed {
    readonly id: string;
    readonly [field: string]: unknown;
  }
  const changedBy = (changed: Changed) => ({
    items: DEFINITION.items.map((item) => (item.id === changed.id ? changed : item)),
  });

  test.each<[string, Changed]>([
    ["a thing of the sequence gone", { ...order, key: ["a", "b", "d"] }],
    ["a side of the pairs gone", { ...match, right: ["DE", "NO"] }],
    ["a filled gap gone", { ...gap, gaps: gap.gaps.slice(1) }],
    [
      "an option of a gap gone",
      {
        ...gap,
        gaps: [
          ...gap.gaps.slice(0, 2),
          { ...gap.gaps[2], options: ["Loire", "Rhone"], key: "Loire" },
        ],
      },
    ],
    ["fewer points", { ...point, maxChoices: 1 }],
    ["another type", { id: "order", type: "match", key: [["a", "b"]] }],
  ])("409 with %s that a stored answer holds", async (name, changed) => {
    const path = await given(`gone-${name.replaceAll(" ", "-")}`);
    await post(`${path}/responses`, "application/x-ndjson", NDJSON);
    const body = await expectProblem(
      await api.sendJson("PUT", path, changedBy(changed)),
      409,
      "item_needs_new_id",
    );
    const place = DEFINITION.items.findIndex(({ id }) => id === changed.id);
    expect(body["faults"]).toMatchObject([{ path: `items.${place}` }]);
  });

  test("200 where every stored answer can still be given, and scores them anew", async () => {
    const path = await given("kept");
    await post(`${path}/responses`, "application/x-ndjson", NDJSON);
    const changed = [
      { ...order, key: ["c", "b", "a"] },
      { ...match, right: ["SE", "NO", "DE", "FR"] },
      { ...gap, gaps: [...gap.gaps.toReversed(), { id: "more", type: "text", key: ["x"] }] },
      { ...point, areas: point.areas.toReversed() },
    ];
    for (const items of [changed.slice(0, 1).concat(DEFINITION.items.slice(1)), changed]) {
      expect((await api.sendJson("PUT", path, { items })).status).toBe(200);
    }
    const points = Object.fromEntries(await pointsOf(path));
    expect(points).toMatchObject({ right: 9, turned: 12, nothing: -1 });
  });
});
