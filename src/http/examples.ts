/**
 * What the OpenAPI document shows. A test sends each of them.
 *
 * @module
 */

export const DEFINITION = {
  title: "Maths 101",
  items: [
    { id: "q1", type: "single_choice", options: ["A", "B", "C", "D"], key: "B" },
    {
      id: "q2",
      type: "multiple_choice",
      options: ["A", "B", "C", "D"],
      key: ["A", "C"],
      points: 2,
      rule: "net_correct",
    },
    { id: "q3", type: "number", key: 9.81, tolerance: { absolute: 0.01 } },
    { id: "q4", type: "text", key: ["Paris"] },
  ],
  scales: [{ id: "choices", items: ["q1", "q2"], aggregate: "sum" }],
  bands: [
    {
      scale: "total",
      on: "percent",
      cuts: [
        { min: 0, label: "fail" },
        { min: 60, label: "pass" },
      ],
    },
  ],
};

export const RESPONSE = {
  candidate: "c-1",
  attempt: 1,
  submittedAt: "2026-11-23T10:00:00Z",
  answers: { q1: "B", q2: ["A", "C"], q3: 9.805, q4: "paris" },
};

export const RESPONSES = [
  RESPONSE,
  { candidate: "c-2", answers: { q1: "B", q2: ["A"], q3: "9.9", q4: null } },
];

export const NDJSON = RESPONSES.map((response) => `${JSON.stringify(response)}\n`).join("");

export const CSV = "candidate,q1,q2,q3,q4\r\nc-1,B,A|C,9.805,paris\r\nc-2,B,A,9.9,\r\n";

/** Of an assessment with a rubric `essay`. */
export const RATINGS = [
  { candidate: "c-1", item: "essay", rater: "r-1", levels: { content: "good", style: "fair" } },
  {
    candidate: "c-1",
    item: "essay",
    rater: "r-2",
    levels: { content: "fair", style: "fair" },
    comment: "No example.",
  },
];

export const RATINGS_NDJSON = RATINGS.map((rating) => `${JSON.stringify(rating)}\n`).join("");
