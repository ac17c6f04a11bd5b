import { describe, expect, test } from "bun:test";

import { encodeBatch, type Form, givenForm } from "../scoring/encoded-batch.ts";
import {
  estimatesOf,
  estimatesOfBatch,
  givenAbilities,
  type Parameters,
  read,
  readReference,
  responseOf,
} from "./given-abilities.ts";

const lsat = readReference("irt-2pl-lsat7").items;
const mixed: readonly Parameters[] = [
  { type: "2PL", a: 1.1, b: -0.4 },
  { type: "3PL", a: 1.7, b: 0.9, c: 0.2 },
  { type: "GRM", a: 1.3, b: [-1.2, 0.1, 1.4] },
  { type: "GPCM", a: 0.8, b: [-0.6, 0.9] },
  { type: "4PL", a: 1.5, b: 0.1, c: 0.1, d: 0.95 },
  { type: "NRM", a: [0, 0.8, 1.7], c: [0, 0.5, -0.4] },
];
const everyMethod = ["eap", "map", "ml", "wle", "eapsum"];

describe("what is missing", () => {
  test("an omitted item says nothing, or its lowest category, as the entry says", () => {
    const [missing, lowest] = ["missing", "lowest"].map((omitted) =>
      estimatesOf(givenAbilities(lsat, { omitted }), [responseOf("111.."), responseOf("11100")]),
    );
    expect(missing?.theta[0]).toBeCloseTo(0.541, 3);
    expect(missing?.theta[1]).toBeCloseTo(-0.131, 3);
    expect(lowest?.theta[0]).toBe(lowest?.theta[1]);
    expect(lowest?.theta[1]).toBe(missing?.theta[1]);
  });

  test("an item that was not shown says nothing, whatever omitted ones are", () => {
    const form = givenAbilities(lsat, { omitted: "lowest" });
    const answers = { q0: 1, q1: 1, q2: 1 };
    const states = { q3: "not_presented", q4: "not_applicable" };
    const made = estimatesOf(form, [{ candidate: "1", answers, states }]);
    expect(made.theta[0]).toBeCloseTo(0.541, 3);
  });

  test("an item that a response does not mention is what absentMeans says", () => {
    const answers = { q0: 1, q1: 1, q2: 1 };
    const definition = givenAbilities(lsat, { omitted: "lowest" }).definition;
    const thetas = ["omitted", "not_presented"].map(
      (absentMeans) =>
        estimatesOf(givenForm({ ...definition, absentMeans }), [{ candidate: "1", answers }])
          .theta[0],
    );
    expect(thetas[0]).toBeCloseTo(-0.131, 3);
    expect(thetas[1]).toBeCloseTo(0.541, 3);
  });

  test("blanks that were not reached count as omitted ones", () => {
    const { definition } = givenAbilities(lsat, { omitted: "lowest" });
    const form = givenForm({ ...definition, trailingBlanks: "not_reached" });
    expect(estimatesOf(form, [responseOf("111..")]).theta[0]).toBeCloseTo(-0.131, 3);
  });

  test.each(everyMethod)("nothing answered is no estimate, with its reason: %s", (method) => {
    const parameters = method === "eapsum" ? lsat : mixed;
    const made = estimatesOf(givenAbilities(parameters, { method }), [
      responseOf("......".slice(0, parameters.length)),
    ]);
    expect(read(made)).toEqual([[Number.NaN, Number.NaN, "nothing_answered"]]);
  });

  test("a sum needs every item that was presented, and no other", () => {
    const form = givenAbilities(lsat, { method: "eapsum" });
    const shown = {
      candidate: "2",
      answers: { q0: 1, q1: 0, q2: 1 },
      states: { q3: "not_presented", q4: "not_presented" },
    };
    const made = estimatesOf(form, [responseOf("101.."), shown]);
    expect(read(made)[0]).toEqual([Number.NaN, Number.NaN, "an_item_is_not_answered"]);
    const three = estimatesOf(givenAbilities(lsat.slice(0, 3), { method: "eapsum" }), [
      responseOf("101"),
    ]);
    expect(made.theta[1]).toBe(three.theta[0] ?? 0);
    expect(made.se[1]).toBe(three.se[0] ?? 0);
  });

  test("more presented sets than are kept change no digit", () => {
    const parameters = Array.from({ length: 8 }, (_, item): Parameters => ({
      type: "2PL",
      a: 1,
      b: item / 4 - 1,
    }));
    const form = givenAbilities(parameters, { method: "eapsum" });
    const responses = Array.from({ length: 510 }, (_, index) => {
      const shown = (index % 255) + 1;
      const states = parameters.flatMap((_own, item) =>
        (shown >> item) & 1 ? [] : [[`q${item}`, "not_presented"]],
      );
      const answers = parameters.flatMap((_own, item) =>
        (shown >> item) & 1 ? [[`q${item}`, item % 2]] : [],
      );
      return {
        candidate: `${index}`,
        answers: Object.fromEntries(answers),
        states: Object.fromEntries(states),
      };
    });
    const made = estimatesOf(form, responses);
    expect(made.theta.slice(0, 255)).toEqual(made.theta.slice(255));
    expect(made.theta.every(Number.isFinite)).toBe(true);
  });

  test("an answer that the revision cannot read leaves no estimate, and the next one alone", () => {
    const form = givenAbilities(lsat, {});
    const batch = encodeBatch(form, [responseOf("10101", 1), responseOf("10101", 2)]);
    batch.rows[1] = 200;
    const made = estimatesOfBatch(form, batch);
    expect(read(made)[0]).toEqual([Number.NaN, Number.NaN, "response_not_readable"]);
    expect(made.theta[1]).toBe(estimatesOf(form, [responseOf("10101")]).theta[0] ?? 0);
  });
});

describe("the ends of the likelihood", () => {
  test("all wrong and all right are infinite under ML, without a standard error", () => {
    const made = estimatesOf(
      givenAbilities(lsat, { method: "ml" }),
      ["00000", "11111"].map(responseOf),
    );
    expect(read(made)).toEqual([
      [-Infinity, Number.NaN, "no_maximum_below"],
      [Infinity, Number.NaN, "no_maximum_above"],
    ]);
  });

  test.each(["ml", "wle"])("a clamp is its end, and flagged: %s", (method) => {
    const form = givenAbilities(lsat, { method, clamp: { min: -1.5, max: 1 } });
    const made = estimatesOf(form, ["00000", "11111", "11100"].map(responseOf));
    expect(read(made).slice(0, 2)).toEqual([
      [-1.5, Number.NaN, "clamped"],
      [1, Number.NaN, "clamped"],
    ]);
    const free = estimatesOf(givenAbilities(lsat, { method }), [responseOf("11100")]);
    expect(made.theta[2]).toBeCloseTo(free.theta[0] ?? 0, 10);
    expect(made.se[2]).toBeCloseTo(free.se[0] ?? 0, 10);
  });

  test("WLE and MAP have an estimate beyond where they look first", () => {
    const far = Array.from({ length: 4 }, (): Parameters => ({ type: "2PL", a: 0.1, b: 20 }));
    const [wle] = [
      ...estimatesOf(givenAbilities(far, { method: "wle" }), [responseOf("1111")]).theta,
    ];
    expect(wle).toBeGreaterThan(40);
    expect(wle).toBeLessThan(Infinity);
    const prior = { mean: 0, sd: 1 };
    const strong = Array.from({ length: 60 }, (): Parameters => ({ type: "2PL", a: 2, b: 14 }));
    const [map] = [
      ...estimatesOf(givenAbilities(strong, { method: "map", prior }), [responseOf("1".repeat(60))])
        .theta,
    ];
    expect(map).toBeGreaterThan(10);
  });

  test("a pattern without information where its likelihood is flat", () => {
    const steep = [-9, 9].map((b): Parameters => ({ type: "2PL", a: 100, b, D: 1.7 }));
    const [[theta, se, reason] = []] = read(
      estimatesOf(givenAbilities(steep, { method: "ml" }), [responseOf("10")]),
    );
    expect(Math.abs(Number(theta))).toBeLessThan(9);
    expect([se, reason]).toEqual([Number.NaN, "no_information"]);
  });
});

describe("categories", () => {
  const item = { id: "q0", type: "rating", min: 0, max: 4 };
  const binary = { id: "q0", model: "2PL", a: 1, b: 0 };
  const thetaOf = (form: Form, answer: unknown) =>
    estimatesOf(form, [{ candidate: "1", answers: { q0: answer } }]).theta[0] ?? Number.NaN;
  const formOf = (own: object, items: readonly object[] = [item], scales: readonly object[] = []) =>
    givenForm({
      items,
      scales,
      irt: [{ scale: scales.length > 0 ? "s" : "total", D: 1, omitted: "missing", items: [own] }],
    });

  test("are the last whose least points are reached", () => {
    const form = formOf({ ...binary, categories: [0, "2.5"] });
    const [low, high] = [thetaOf(form, 0), thetaOf(form, 4)];
    expect(high).toBeCloseTo(-low, 12);
    expect([1, 2].map((answer) => thetaOf(form, answer))).toEqual([low, low]);
    expect(thetaOf(form, 3)).toBe(high);
  });

  test("may be more than the points that an item can give", () => {
    const graded = { id: "q0", model: "GRM", a: 1, b: [-1, 0, 1], categories: [0, 1, 2, 3] };
    const two = { ...item, max: 1 };
    const form = formOf({ ...graded, categories: [0, 0.5, 1, 3] }, [two]);
    const whole = formOf(graded, [{ ...item, max: 3 }]);
    expect(thetaOf(form, 0)).toBe(thetaOf(whole, 0));
    expect(thetaOf(form, 1)).toBe(thetaOf(whole, 2));
  });

  test("count after the reversal of the scale, and after weights", () => {
    const graded = { id: "q0", model: "GRM", a: 1, b: [-1, -0.5, 0.5, 2] };
    const forward = formOf(graded);
    const reversed = formOf(
      graded,
      [item],
      [{ id: "s", items: [{ id: "q0", reverse: true }], aggregate: "sum", missing: "zero" }],
    );
    const weighted = formOf({ ...binary, categories: [0, 6] }, [{ ...item, weight: 2 }]);
    for (const answer of [0, 1, 2, 3, 4]) {
      expect(thetaOf(reversed, 4 - answer)).toBe(thetaOf(forward, answer));
      expect(thetaOf(weighted, answer) > 0).toBe(answer >= 3);
    }
  });

  test("of open answers go by their points", () => {
    const number = { id: "q0", type: "number", key: 5 };
    const form = formOf(binary, [number, { ...item, id: "q1" }]);
    expect(thetaOf(form, 5)).toBeGreaterThan(0);
    expect(thetaOf(form, 6)).toBeLessThan(0);
    expect(thetaOf(form, null)).toBeNaN();
  });
});
