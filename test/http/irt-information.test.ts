/** What the items of a revision say at each ability, read off its parameters. */

import { beforeAll, expect, test } from "bun:test";

import { describeOnEachTarget } from "../support/targets.ts";
import { readReference } from "../engine/irt/given-abilities.ts";
import { expectProblem } from "./answers.ts";
import { OPENING_MS } from "./open-api.ts";

const reference = readReference("irt-2pl-lsat7");
const items = reference.items.map((_, index) => ({
  id: `q${index}`,
  type: "single_choice",
  options: ["A", "B"],
  key: "A",
}));
const irt = [
  {
    scale: "total",
    D: 1,
    omitted: "lowest",
    items: reference.items.map(({ type, a, b }, index) => ({ id: `q${index}`, model: type, a, b })),
  },
];
const here = "/v1/assessments/lsat/irt/information";

interface Curves {
  readonly revision: number;
  readonly theta: readonly number[];
  readonly scales: readonly {
    readonly scale: string;
    readonly information: readonly number[];
    readonly se: readonly (number | null)[];
    readonly expected: readonly number[];
    readonly items: readonly { readonly id: string; readonly information: readonly number[] }[];
    readonly inverse?: object;
  }[];
}

describeOnEachTarget("information", (api) => {
  beforeAll(async () => {
    await api.sendJson("PUT", "/v1/assessments/lsat", { items });
    await api.sendJson("PUT", "/v1/assessments/lsat", { items, irt });
  }, OPENING_MS);

  const read = async (query: string): Promise<Curves> => {
    const response = await api.send(here + query);
    expect(response.status).toBe(200);
    return (await response.json()) as Curves;
  };

  test("is that of other software, from -4 to 4 by halves unless told", async () => {
    const { revision, theta, scales } = await read("");
    const { functions } = reference;
    expect(revision).toBe(2);
    expect(theta).toEqual([...functions.theta]);
    const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 10));
    expect(scales).toEqual([
      {
        scale: "total",
        information: close(functions.test_information),
        se: close(functions.test_information.map((information) => 1 / Math.sqrt(information))),
        expected: close(functions.tcc),
        items: functions.item_information.map((own, item) => ({
          id: `q${item}`,
          information: close(own),
        })),
      },
    ]);
  });

  test("is at the abilities that are asked for, as they are written", async () => {
    const { theta } = await read("?from=-0.2&to=0.4&step=0.1");
    expect(theta).toEqual([-0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4]);
    expect((await read("?from=1&to=1")).theta).toEqual([1]);
    expect((await read("?from=0&to=1&step=0.3")).theta).toEqual([0, 0.3, 0.6, 0.9]);
  });

  test("says at which ability a sum is expected", async () => {
    const [score = 0, theta = 0] = [
      reference.inverse_tcc.true_score[1],
      reference.inverse_tcc.theta[1],
    ];
    const found = (await read(`?score=${score}`)).scales[0]?.inverse;
    expect(found).toEqual({ score, theta: expect.closeTo(theta, 9) });
    expect((await read("?score=5")).scales[0]?.inverse).toEqual({
      score: 5,
      theta: null,
      reason: "out_of_reach",
    });
  });

  test("is empty for a revision without parameters", async () => {
    expect(await read("?revision=1")).toMatchObject({ revision: 1, scales: [] });
  });

  test.each([
    ["?from=2&to=1", "abilities_invalid", { abilities: 0, limit: 1_001 }],
    ["?from=-10&to=10&step=0.01", "abilities_invalid", { abilities: 2_001, limit: 1_001 }],
    ["?step=0", "request_invalid", { path: "step" }],
    ["?from=NaN", "request_invalid", { path: "from" }],
    ["?to=1e3", "request_invalid", { path: "to" }],
    ["?score=-1", "request_invalid", { path: "score" }],
  ])("400 for %s", async (query, code, detail) => {
    expect(await expectProblem(await api.send(here + query), 400, code)).toMatchObject(detail);
  });

  test("404 for what is not there", async () => {
    const missing = await api.send("/v1/assessments/nothing/irt/information");
    await expectProblem(missing, 404, "assessment_not_found");
    await expectProblem(await api.send(`${here}?revision=9`), 404, "revision_not_found");
  });
});
