/** An exam with an essay that two people rate: what the document's examples of ratings are about. */

const levels = [
  { id: "poor", points: 0 },
  { id: "fair", points: 1 },
  { id: "good", points: 2 },
];

export const RATED_FORM = {
  items: [
    { id: "q1", type: "single_choice", options: ["A", "B"], key: "B" },
    {
      id: "essay",
      type: "rubric",
      criteria: [
        { id: "content", levels },
        { id: "style", levels },
      ],
      doubleRating: "mean",
    },
  ],
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

export const RATED_RESPONSES = [
  { candidate: "c-1", answers: { q1: "B", essay: "It depends." } },
  { candidate: "c-2", answers: { q1: "A", essay: null } },
];
