import * as v from "valibot";

import type { Explanation } from "#engine/explain/explain-result.ts";

const exactText = v.pipe(
  v.string(),
  v.description('Exact: a whole number or a fraction in lowest terms, such as "2" or "-2/3".'),
);

const Step = v.object({
  step: v.picklist(["blank", "penalty", "min", "max", "minIfAttempted", "weight", "round"]),
  by: v.pipe(
    exactText,
    v.description("What was taken off, compared or multiplied with; of rounding, its unit."),
  ),
  points: v.pipe(exactText, v.description("After the step.")),
});

const Item = v.object({
  id: v.string(),
  type: v.string(),
  rule: v.pipe(v.string(), v.description("The type where it has one rule only.")),
  state: v.picklist([
    "answered",
    "omitted",
    "not_presented",
    "not_applicable",
    "did_not_exist",
    "unreadable",
  ]),
  answer: v.pipe(v.unknown(), v.description("As it was submitted; null without one.")),
  normal: v.pipe(v.unknown(), v.description("As the rule compared it; exact numbers are text.")),
  parameters: v.pipe(
    v.record(v.string(), v.unknown()),
    v.description("What else the definition says of the item, defaults filled in."),
  ),
  evidence: v.pipe(
    v.record(v.string(), v.unknown()),
    v.description("Counts and matches that the formula's points follow from."),
  ),
  formula: v.pipe(
    v.nullable(exactText),
    v.description("Points that the formula gave; null where it did not run."),
  ),
  steps: v.pipe(v.array(Step), v.description("What changed them, in order.")),
  points: v.nullable(v.number()),
  maxPoints: v.pipe(v.number(), v.description("What it adds to the response's maximum.")),
});

const Scale = v.object({
  id: v.string(),
  parameters: v.pipe(
    v.record(v.string(), v.unknown()),
    v.description("Aggregate, and what missing answers do."),
  ),
  members: v.array(
    v.object({ item: v.string(), state: Item.entries.state, points: v.nullable(v.number()) }),
  ),
  unanswered: v.pipe(v.array(v.string()), v.description("Members without an answer.")),
  answered: v.number(),
  raw: v.nullable(v.number()),
  value: v.nullable(v.number()),
  max: v.number(),
  reason: v.nullable(v.string()),
});

const Cut = v.object({ min: v.union([v.number(), v.string()]), label: v.string() });

const Band = v.object({
  scale: v.string(),
  on: v.picklist(["points", "percent"]),
  value: v.pipe(v.nullable(exactText), v.description("The points or percent compared.")),
  points: v.nullable(v.number()),
  maxPoints: v.number(),
  roundedItems: v.pipe(
    v.number(),
    v.description(
      "Members whose points may have been rounded: a cut is met by points T where T and this many half-millionths reach it.",
    ),
  ),
  met: v.pipe(v.nullable(Cut), v.description("The highest cut that was met.")),
  next: v.pipe(v.nullable(Cut), v.description("The lowest cut that was not.")),
  reason: v.nullable(v.picklist(["no_value", "no_maximum", "below_the_lowest_cut"])),
});

export const ExplanationView = v.pipe(
  v.object({
    engine: v.pipe(v.string(), v.description("Version of the engine that explains.")),
    revision: v.number(),
    definitionHash: v.pipe(
      v.nullable(v.string()),
      v.description("Of the definition; null where it is not stored."),
    ),
    items: v.array(Item),
    scales: v.array(Scale),
    bands: v.array(Band),
  }),
  v.metadata({ ref: "Explanation" }),
) satisfies v.GenericSchema<unknown, Explanation>;
