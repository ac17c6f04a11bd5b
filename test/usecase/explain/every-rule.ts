/**
 * An item of every rule, and answers that it can be given.
 *
 * @module
 */

import fc from "fast-check";

const options = ["A", "B", "C", "D", "E"];
const four = options.slice(0, 4);
const key = ["A", "C"];
const single = { type: "single_choice", options };
const multiple = { type: "multiple_choice", options };
const map = { entries: { A: 1, C: "1/3" }, default: -0.25, lower: -0.5, upper: 1.25 };
const order = { type: "order", key: ["a", "b", "c", "d"] };
const match = { type: "match", left: ["x", "y", "z"], right: ["1", "2"] };
const pairs = [
  ["x", "1"],
  ["y", "2"],
];
const gaps = [
  { id: "town", type: "text", key: ["Paris", { answer: "Lutetia", points: 0.5 }], penalty: 0.25 },
  { id: "year", type: "number", key: 1889, points: 2, blank: -0.5 },
  { id: "river", ...single, key: "A", rule: "formula_scoring", weight: "1/3" },
];

/** Every item takes the common options too, but for ratings. */
const limited = [
  { ...single, key: "B", points: 2 },
  { ...single, key: ["A", "B"], rule: "formula_scoring" },
  { ...single, optionPoints: { A: 1, B: "1/3", D: -0.25 } },
  { ...single, map },
  { ...single, key, confidence: { "1": [1, 0], "2": [2, -2], "3": [3, -6] } },
  { ...multiple, key },
  ...["net_correct", "each_decision", "halves", "coverage", "right_minus_wrong"].map((rule) => {
    return { ...multiple, key, rule, points: 2 };
  }),
  { ...multiple, key: [], rule: "net_correct" },
  { ...multiple, key, rule: "per_response", pointsEach: "2/3", wrongPenalty: 0.25 },
  { ...multiple, key, rule: "proportion", wrongPenalty: "1/3", emptyMeans: "omitted" },
  ...["1/wrong", "1/max(wrong,2)", "1/right", "all", "none"].map((wrong) => {
    return { ...multiple, key, rule: "subtract", wrong, floor: -0.5 };
  }),
  { ...multiple, options: four, key, rule: "kprim" },
  { ...multiple, options: four, key: ["A", "B", "C"], anchor: "B", rule: "rationale" },
  { ...multiple, rule: "option_weights", weights: { A: 0.5, B: "1/3", C: -0.25 } },
  { ...multiple, map },
  { type: "number", key: 9.81, tolerance: { absolute: 0.01 } },
  {
    type: "number",
    key: [1, { answer: "1/3", points: 0.5, decimalPlaces: 1 }],
    onInvalid: "wrong",
  },
  { type: "text", key: ["Paris", { answer: "Lutetia", points: 0.5, maxEdits: 1 }], maxEdits: 0 },
  { type: "text", key: [{ pattern: "p.*", points: "1/3" }, "Paris"], foldAccents: true },
  ...["exact", "position", "adjacent", "kendall", "lis"].map((rule) => ({ ...order, rule })),
  { ...match, key: pairs },
  { ...match, key: pairs, rule: "proportion", wrongPenalty: 0.25, emptyMeans: "omitted" },
  {
    ...match,
    map: {
      entries: [
        ["x", "1", 1],
        ["y", "2", "1/3"],
      ],
      default: -0.25,
      upper: 1,
    },
  },
  { type: "gap", gaps },
  { type: "gap", gaps, rule: "all_or_nothing" },
  {
    type: "point",
    areas: [
      { shape: "circle", center: [1, 1], radius: 1 },
      { shape: "rectangle", from: [0, 0], to: [2, 2], points: "1/3" },
    ],
    default: -0.25,
    upper: 1.25,
  },
];

const rated = [
  { type: "rating", min: -1, max: 3 },
  { type: "rating", min: 1, max: 5, reverse: true },
  { type: "rating", values: { never: 0, often: 1.5, always: "7/3" }, reverse: true },
];

type Written = Readonly<Record<string, unknown>>;

const common = fc.record(
  {
    penalty: fc.constantFrom(0.25, "1/3"),
    min: fc.constantFrom(-0.5, 0, "1/7"),
    max: fc.constantFrom(0.5, "5/7", 2),
    minIfAttempted: fc.constantFrom(0.1, -0.25),
    blank: fc.constantFrom(-0.25, "1/3", 1),
    weight: fc.constantFrom(0, 2, "1/3"),
  },
  { requiredKeys: [] },
);

const ofRating = fc.record(
  { blank: fc.constantFrom(-0.25, "1/3"), weight: fc.constantFrom(0, "1/3") },
  { requiredKeys: [] },
);

/** Every item, each with common options of its own. */
export const items: fc.Arbitrary<Written[]> = fc
  .tuple(
    fc.tuple(...limited.map((item) => common.map((extra) => ({ ...item, ...extra })))),
    fc.tuple(...rated.map((item) => ofRating.map((extra) => ({ ...item, ...extra })))),
  )
  .map((lists) => lists.flat().map((item, index) => ({ id: `q${index}`, ...item })));

const texts = fc.constantFrom(" paris", "PARIS", "Lutezia", "lutetia", "Pärchen", "London", "");
const numbers = fc.constantFrom<unknown>(9.81, "9.8200", 1889, 1, "0.3", 0.25, -0, "1e3");
const place = fc.constantFrom<unknown>(0, "0.05", 1, 2, 3);

/** Answers by type; null among them. */
export const answers: Readonly<Record<string, (item: Written) => fc.Arbitrary<unknown>>> = {
  single_choice: (item) =>
    "confidence" in item
      ? fc.tuple(fc.constantFrom(...options), fc.constantFrom(1, 2, 3))
      : fc.constantFrom(...options),
  multiple_choice: (item) =>
    fc.shuffledSubarray(item["options"] as string[], {
      maxLength: item["rule"] === "rationale" ? 3 : 4,
    }),
  number: (item) =>
    item["onInvalid"] === "wrong" ? fc.oneof(numbers, fc.constant("many")) : numbers,
  text: () => texts,
  order: () => fc.shuffledSubarray(order.key, { minLength: 4 }),
  match: () =>
    fc.array(fc.tuple(fc.constantFrom(...match.left), fc.constantFrom(...match.right)), {
      maxLength: 4,
    }),
  gap: () =>
    fc.record(
      {
        town: fc.option(texts),
        year: numbers,
        river: fc.constantFrom(...options),
      },
      { requiredKeys: [] },
    ),
  point: () => fc.array(fc.tuple(place, place), { maxLength: 2 }),
  rating: (item) =>
    "values" in item ? fc.constantFrom("never", "often", "always") : fc.integer({ min: 1, max: 3 }),
};
