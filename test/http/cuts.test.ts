/** How sure cuts are: LSAT-7 through the door, against other software. */

import { beforeAll, describe, expect, test } from "bun:test";

import { CutsView } from "#http/views/cuts-view.ts";
import { lsat7 } from "#usecase/samples/lsat-7.ts";

import reference from "../reference/classify-lsat7.json";
import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { OPENING_MS } from "./open-api.ts";

interface Form {
  readonly items: readonly { readonly id: string }[];
}
const form = lsat7.definition as Form;
const ids = form.items.map(({ id }) => id);
const [low = 0, high = 0] = reference.cutsOnTotal;
const definition = {
  ...form,
  scales: [
    { id: "sum", items: ids, aggregate: "sum" },
    { id: "mean", items: ids, aggregate: "mean", missing: "zero" },
  ],
  bands: [
    {
      scale: "total",
      cuts: [
        { min: high, label: "master" },
        { min: low, label: "pass" },
      ],
    },
    { scale: "sum", on: "percent", cuts: [{ min: low * 20, label: "pass" }] },
    { scale: "mean", on: "value", cuts: [{ min: low / 5, label: "pass" }] },
  ],
  irt: ["total", "sum", "mean"].map((scale) => ({
    scale,
    D: 1,
    omitted: "lowest",
    items: reference.items.map(({ a, b }, index) => ({ id: ids[index], model: "2PL", a, b })),
  })),
};
/** Candidates by total, counted from the published patterns. */
const byTotal = [0, 1, 2, 3, 4, 5].map((total) =>
  reference.patternCounts.reduce((sum, n, pattern) => sum + (onesIn(pattern) === total ? n : 0), 0),
);
const HERE = "/v1/assessments/lsat/cuts";

type Answer = Awaited<ReturnType<typeof answerOf<typeof CutsView>>>;

describeOnEachTarget("GET /v1/assessments/{id}/cuts", (api) => {
  beforeAll(async () => {
    await api.sendJson("PUT", "/v1/assessments/lsat", definition);
    await api.sendJson("POST", "/v1/assessments/lsat/responses", [...lsat7.rows()]);
    await api.send("/v1/assessments/lsat/score", { method: "POST" });
  }, OPENING_MS);

  const read = async (query = ""): Promise<Answer> => {
    const response = await api.send(HERE + query);
    expect(response.status).toBe(200);
    return await answerOf(response, CutsView);
  };

  test("counts who reaches each cut and who stands near it", async () => {
    const { sets, within } = await read();
    const countOf = (of: (total: number) => boolean) =>
      byTotal.reduce((sum, n, total) => sum + (of(total) ? n : 0), 0);
    expect(within).toBe(1);
    expect(sets[0]?.cuts.map(({ label }) => label)).toEqual(["pass", "master"]);
    for (const [index, cut] of [low, high].entries()) {
      const reached = countOf((total) => total >= cut);
      expect(sets[0]?.cuts[index]).toMatchObject({
        min: cut,
        points: cut,
        percent: cut * 20,
        atOrAbove: { n: reached, share: reached / 1_000 },
        below: { n: 1_000 - reached, share: (1_000 - reached) / 1_000 },
        near: countOf((total) => Math.abs(total - cut) <= 1),
      });
    }
    const wider = await read("?within=2");
    expect(wider.sets[0]?.cuts[0]?.near).toBe(countOf((total) => Math.abs(total - low) <= 2));
    const exact = await read("?within=0.999999");
    expect(exact.sets[0]?.cuts[0]?.near).toBe(byTotal[low] ?? 0);
  });

  test("says of a percent and of a mean what it says of the points", async () => {
    const { sets } = await read();
    const [points, percent, mean] = sets.map(({ cuts }) => cuts[0]);
    const { min: _, ...same } = percent ?? { min: 0 };
    expect(points).toMatchObject(same);
    // A point is five times as much as the mean of five items.
    const { min: __, points: ___, near, sem, ...alike } = mean ?? { min: 0 };
    expect(points).toMatchObject(alike);
    expect(near).toBe(1_000);
    expect(sem).toBeCloseTo((points?.sem ?? 0) / 5, 14);
    expect((await read("?within=0.2")).sets[2]?.cuts[0]?.near).toBe(points?.near ?? 0);
  });

  test("classifies by totals as betafunctions does", async () => {
    const expected = reference.livingstonLewis;
    const { sets } = await read();
    expect(sets[0]?.reliability).toBeCloseTo(expected.reliability, 12);
    expect(sets[0]?.reliabilityFrom).toBe("alpha");
    const found = sets[0]?.cuts[0]?.livingstonLewis;
    expect(found?.effectiveLength).toBeCloseTo(expected.effectiveLength, 9);
    expect(found?.accuracy).toBeCloseTo(expected.accuracy, 4);
    expect(found?.consistency).toBeCloseTo(expected.consistency, 4);
    expect(found?.kappa).toBeCloseTo(expected.kappa, 4);
  });

  test("takes another reliability", async () => {
    const accuracyOf = async (query: string) => {
      const [set] = (await read(query)).sets;
      return set?.cuts[0]?.livingstonLewis?.accuracy ?? 0;
    };
    const [set] = (await read("?reliability=0.87")).sets;
    expect(set).toMatchObject({ reliability: 0.87, reliabilityFrom: "given" });
    expect(await accuracyOf("?reliability=0.87")).toBeGreaterThan(await accuracyOf(""));
    const [none] = (await read("?reliability=1")).sets;
    expect(none?.cuts[0]).toMatchObject({
      livingstonLewis: null,
      reasons: { livingstonLewis: "reliability_out_of_range" },
    });
  });

  test("classifies by a model of the items as cacIRT does", async () => {
    const [set] = (await read()).sets;
    const { cuts, accuracy, consistency, kappa } = reference.lee;
    expect(set?.cuts.map(({ lee }) => lee)).toMatchObject(cuts.map(sureAs));
    expect(set?.lee).toMatchObject({
      ...sureAs([accuracy, consistency]),
      kappa: expect.closeTo(kappa, 10),
    });
  });

  test("classifies by abilities as cacIRT does", async () => {
    const { thetas = [] } = await read(`?theta=${reference.cutsOnTheta.join(",")}`);
    expect(thetas.map(({ scale }) => scale)).toEqual(["total", "sum", "mean"]);
    const { cuts, simultaneous } = reference.rudner;
    for (const own of thetas) {
      expect(own.n).toBe(1_000);
      expect(own.cuts.map(({ rudner }) => rudner)).toEqual(cuts.map(sureAs));
      expect(own.rudner).toEqual(sureAs(simultaneous));
    }
  });

  test("classifies cuts on points at the abilities that they are expected at", async () => {
    const [plain] = (await read()).sets;
    expect(plain).toMatchObject({ rudner: null, reasons: { rudner: "not_asked" } });
    const [set = plain] = (await read("?rudner=true")).sets;
    const [cut, out] = set?.cuts ?? [];
    const { theta, thetaSe, rudner } = cut ?? { theta: null, thetaSe: null, rudner: null };
    // Six decimals of an ability move the shares by less than that.
    const { thetas = [] } = await read(`?theta=${Number(theta).toFixed(6)}`);
    expect(thetas[0]?.cuts).toMatchObject([
      {
        expected: expect.closeTo(low, 5),
        thetaSe: expect.closeTo(Number(thetaSe), 5),
        rudner: { accuracy: expect.closeTo(Number(rudner?.accuracy), 5) },
      },
    ]);
    // Five right are expected of nobody.
    expect(out).toMatchObject({
      theta: null,
      thetaSe: null,
      rudner: null,
      reasons: { theta: "cut_out_of_reach", rudner: "cut_out_of_reach" },
    });
    // So the one cut left is all cuts.
    expect(set).toMatchObject({ rudner });
  });

  test("is 1 / √information and Lord's error at the cut", async () => {
    const [cut, top] = (await read()).sets[0]?.cuts ?? [];
    const theta = cut?.theta ?? 0;
    const p = reference.items.map(({ a, b }) => 1 / (1 + Math.exp(-a * (theta - b))));
    expect(p.reduce((sum, one) => sum + one, 0)).toBeCloseTo(low, 10);
    const information = p.reduce((sum, one, item) => {
      return sum + (reference.items[item]?.a ?? 0) ** 2 * one * (1 - one);
    }, 0);
    expect(cut?.thetaSe).toBeCloseTo(1 / Math.sqrt(information), 10);
    expect(cut?.sem).toBeCloseTo(Math.sqrt((3 * 2) / 4), 14);
    expect(top?.sem).toBe(0);
  });

  describe("the cache", () => {
    test("holds each question by itself", async () => {
      const query = "?within=1.5";
      expect((await api.send(HERE + query)).headers.get("cache-status")).toBe("assay; fwd=miss");
      const hit = await api.send(HERE + query);
      expect(hit.headers.get("cache-status")).toStartWith("assay; hit");
      const headers = { "if-none-match": hit.headers.get("etag") ?? "" };
      expect((await api.send(HERE + query, { headers })).status).toBe(304);
      for (const other of ["?within=1.25", "?within=1.5&reliability=0.5", "?within=1.5&theta=0"]) {
        const status = (await api.send(HERE + other)).headers.get("cache-status");
        expect(`${other} ${status}`).toBe(`${other} assay; fwd=miss`);
      }
    });

    test("is stale after a run", async () => {
      const before = await read("?within=2");
      const more = {
        candidate: "new",
        answers: Object.fromEntries(ids.map((id) => [id, "right"])),
      };
      await api.sendJson("POST", "/v1/assessments/lsat/responses", more);
      await api.send("/v1/assessments/lsat/score", { method: "POST" });
      const after = await read("?within=2");
      expect([before.sets[0]?.n, after.sets[0]?.n]).toEqual([1_000, 1_001]);
      expect(after.upto).toBe(1_001);
    });
  });

  test("has nothing to say of a form without bands", async () => {
    await api.sendJson("PUT", "/v1/assessments/plain", { items: form.items });
    await expectProblem(await api.send("/v1/assessments/plain/cuts"), 404, "not_scored_yet");
    await api.send("/v1/assessments/plain/score", { method: "POST" });
    const empty = await api.send("/v1/assessments/plain/cuts?theta=0");
    expect(await empty.json()).toMatchObject({ upto: 0, sets: [], thetas: [] });
  });

  test.each([
    ["?within=-1", "within"],
    ["?within=x", "within"],
    ["?reliability=1.1", "reliability"],
    ["?rudner=yes", "rudner"],
    ["?theta=", "theta"],
    ["?theta=1,0", "theta"],
    ["?theta=1,1", "theta"],
    ["?theta=1,,2", "theta"],
    [`?theta=${Array.from({ length: 21 }, (_, i) => i).join(",")}`, "theta"],
    ["?cut=3", "cut"],
  ])("400 for %s", async (query, path) => {
    const body = await expectProblem(await api.send(HERE + query), 400, "request_invalid");
    expect(body["path"]).toBe(path);
  });

  test("404 for what is not there", async () => {
    const missing = await api.send("/v1/assessments/nothing/cuts");
    await expectProblem(missing, 404, "assessment_not_found");
    await expectProblem(await api.send(`${HERE}?revision=9`), 404, "not_scored_yet");
  });
});

function onesIn(pattern: number): number {
  return pattern.toString(2).replaceAll("0", "").length;
}

function sureAs([accuracy = 0, consistency = 0]: readonly number[]) {
  return { accuracy: expect.closeTo(accuracy, 10), consistency: expect.closeTo(consistency, 10) };
}
