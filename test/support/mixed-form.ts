/**
 * A form with an item of every type, and responses to it from a seeded
 * generator: every kind of answer, and every state.
 *
 * @module
 */

const options = ["A", "B", "C", "D"];

export const mixedForm = {
  title: "One of each",
  items: [
    { id: "single", type: "single_choice", options, key: "B" },
    { id: "several", type: "single_choice", options, key: ["A", "C"], points: 2 },
    { id: "guessed", type: "single_choice", options, key: "D", rule: "formula_scoring" },
    { id: "worth", type: "single_choice", options, optionPoints: { A: 1, B: 0.5, D: -0.25 } },
    { id: "all", type: "multiple_choice", options, key: ["A", "C"], points: 2 },
    { id: "net", type: "multiple_choice", options, key: ["A", "B", "C"], rule: "net_correct" },
    { id: "each", type: "multiple_choice", options, key: ["B"], rule: "each_decision", points: 3 },
    { id: "number", type: "number", key: 9.81, tolerance: { absolute: 0.01 }, weight: "1/3" },
    { id: "text", type: "text", key: ["Paris", "Lutetia"] },
    { id: "mood", type: "rating", min: 0, max: 3 },
    { id: "sleep", type: "rating", min: 0, max: 3, reverse: true },
  ],
  scales: [
    { id: "choices", items: ["single", "several", "guessed", "worth"], aggregate: "sum" },
    { id: "wellbeing", items: ["mood", "sleep"], aggregate: "sum", missing: "null_if_any" },
  ],
  bands: [
    {
      scale: "total",
      on: "percent",
      cuts: [
        { min: 0, label: "fail" },
        { min: 40, label: "pass" },
      ],
    },
    { scale: "wellbeing", cuts: [{ min: 3, label: "well" }] },
  ],
};

/** The first n of an endless list: more of them begins with the same ones. */
export function mixedResponses(n: number, seed = 1): Record<string, unknown>[] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, (_, index) => mixedResponse(index, random));
}

function mixedResponse(index: number, random: (below: number) => number): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  const states: Record<string, string> = {};
  for (const { id, type } of mixedForm.items) {
    const fate = random(20);
    if (fate === 0) answers[id] = null;
    else if (fate === 1) states[id] = "not_presented";
    else if (fate === 2) states[id] = "not_applicable";
    else if (fate > 3) answers[id] = answerOf(type, random);
  }
  return { candidate: `c-${index}`, answers, states };
}

function answerOf(type: string, random: (below: number) => number): unknown {
  switch (type) {
    case "single_choice":
      return options[random(4)];
    case "multiple_choice":
      return options.filter(() => random(2) === 1);
    case "number":
      return [9.81, 9.8, "9.820", 9.83, -0, 1e21, 9.8005][random(7)];
    case "rating":
      return random(4);
    default:
      return ["Paris", " paris", "PARIS", "London", "", "Lutetia", "ＰＡＲＩＳ"][random(7)];
  }
}

/** A linear congruential generator: the same numbers everywhere. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
