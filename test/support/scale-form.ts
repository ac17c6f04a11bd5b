/**
 * The form of every item type with scales of every kind, norm groups and
 * gates, and responses to it with attributes.
 *
 * @module
 */

import { mixedForm, mixedResponses, seededRandom } from "./mixed-form.ts";

const moods = ["mood", { id: "sleep", reverse: true, weight: "3/2" }];
const several = ["single", "worth", "net", "number", "text", "mood"];

export const scaleForm = {
  ...mixedForm,
  scales: [
    ...mixedForm.scales,
    { id: "prorated", items: several, aggregate: "sum", missing: "prorate", minAnswered: "1/2" },
    {
      id: "normed",
      items: moods,
      aggregate: "weighted_mean",
      missing: "mean_of_answered",
      transform: [
        {
          type: "t",
          groups: [
            { where: { age: { max: 11 } }, mean: 1, sd: "2/3" },
            { where: { age: { min: 12 }, form: "B" }, mean: 1.25, sd: 0.7 },
          ],
        },
      ],
    },
    { id: "pomp", items: moods, aggregate: "pomp", missing: "zero" },
    { id: "best", items: several, aggregate: "best_k_of_n", k: 3, missing: "zero" },
    { id: "high", items: ["mood", "sleep"], aggregate: "count", missing: "zero", values: [2, 3] },
    {
      id: "table",
      items: ["mood", "sleep"],
      aggregate: "sum",
      missing: "null_if_any",
      transform: [
        {
          type: "lookup",
          between: "interpolate",
          table: [
            [1, 10],
            [5, "31.5"],
          ],
        },
      ],
    },
  ],
  bands: [
    ...mixedForm.bands,
    ...["prorated", "normed", "table"].map((scale) => ({
      scale,
      on: "value",
      cuts: [
        { min: 2, label: "some" },
        { min: 20, label: "much" },
      ],
    })),
    { scale: "pomp", on: "percent", cuts: [{ min: 50, label: "half" }] },
    { scale: "best", on: "percent", cuts: [{ min: 50, label: "half" }] },
  ],
  gates: [
    {
      id: "well",
      all: [
        { scale: "total", on: "percent", min: 30 },
        { scale: "normed", on: "value", min: 40, max: 60 },
      ],
    },
  ],
};

type ScaleResponse = Record<string, unknown> & {
  readonly candidate: string;
  readonly attributes: { readonly age: number; readonly form?: string };
};

export function scaleResponses(n: number): ScaleResponse[] {
  const random = seededRandom(5);
  return mixedResponses(n).map((response) => ({
    ...response,
    candidate: String(response["candidate"]),
    attributes: { age: 8 + random(8), ...(random(3) === 0 ? {} : { form: "B" }) },
  }));
}
