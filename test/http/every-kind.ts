/** A form with every type of item, and the answers that each takes. */

const options = ["A", "B", "C"];
const levels = [
  { id: "poor", points: 0 },
  { id: "good", points: 1 },
];

export const FORM_OF_EVERY_KIND = {
  items: [
    { id: "choice", type: "single_choice", options, key: "A" },
    {
      id: "sure",
      type: "single_choice",
      options,
      key: "A",
      rule: "confidence",
      confidence: { 1: [1, 0], 2: [2, -1] },
    },
    { id: "choices", type: "multiple_choice", options, key: ["A", "C"] },
    { id: "number", type: "number", key: 9.81 },
    { id: "text", type: "text", key: ["Paris"] },
    { id: "rating", type: "rating", min: -2, max: 2 },
    { id: "label", type: "rating", values: { never: 0, often: 1 } },
    { id: "order", type: "order", key: options },
    { id: "match", type: "match", key: [["a", "b"]] },
    {
      id: "gap",
      type: "gap",
      gaps: [
        { id: "town", type: "text", key: ["Paris"] },
        { id: "year", type: "number", key: 1889 },
        { id: "river", type: "single_choice", options: ["Seine", "Loire"], key: "Seine" },
      ],
    },
    { id: "point", type: "point", areas: [{ shape: "circle", center: [1, 2], radius: 1 }] },
    { id: "essay", type: "rubric", criteria: [{ id: "content", levels }] },
  ],
};

export const ANSWERS_OF_EVERY_KIND: readonly (readonly [item: string, answer: unknown])[] = [
  ["choice", "A"],
  ["choice", null],
  ["sure", ["A", 2]],
  ["choices", ["A", "C"]],
  ["choices", []],
  ["number", 9.81],
  ["number", "9.810"],
  ["text", "Paris"],
  ["rating", -1],
  ["label", "often"],
  ["order", ["C", "A", "B"]],
  ["match", [["a", "b"]]],
  ["gap", { town: "Paris", year: 1889, river: null }],
  ["gap", {}],
  ["point", [[1, 2]]],
  ["point", [["0.5", "1.50"]]],
  ["essay", "It depends."],
];
