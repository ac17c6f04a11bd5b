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
    "not_reached",
    "did_not_exist",
    "unreadable",
    "pending",
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

const Quantity = v.union([v.number(), v.string()]);

const Member = v.object({
  item: v.string(),
  state: Item.entries.state,
  points: v.nullable(v.number()),
  weight: v.exactOptional(Quantity),
  reverse: v.exactOptional(v.boolean()),
  range: v.exactOptional(
    v.pipe(
      v.tuple([v.number(), v.number()]),
      v.description("Least and greatest points of an answer, where the scale goes by them."),
    ),
  ),
});

const Scale = v.object({
  id: v.string(),
  parameters: v.pipe(
    v.record(v.string(), v.unknown()),
    v.description("Aggregate, what missing answers do, transforms."),
  ),
  members: v.array(Member),
  unanswered: v.pipe(v.array(v.string()), v.description("Members without an answer.")),
  attributes: v.exactOptional(
    v.pipe(v.unknown(), v.description("What chose the norm groups, where there are any.")),
  ),
  answered: v.number(),
  raw: v.nullable(v.number()),
  value: v.pipe(v.nullable(v.number()), v.description("After the transforms.")),
  se: v.exactOptional(v.number()),
  max: v.number(),
  reason: v.nullable(v.string()),
});

const Theta = v.object({
  scale: v.string(),
  method: v.picklist(["eap", "map", "ml", "wle", "eapsum"]),
  items: v.array(
    v.object({
      item: v.string(),
      model: v.picklist(["1PL", "2PL", "3PL", "4PL", "GRM", "GPCM", "PCM", "NRM"]),
      state: Item.entries.state,
      category: v.pipe(
        v.nullable(v.number()),
        v.description("From 0; null where the item is missing from the estimate."),
      ),
    }),
  ),
  theta: v.nullable(v.number()),
  se: v.nullable(v.number()),
  reason: v.nullable(v.string()),
  transform: v.exactOptional(
    v.pipe(
      v.array(v.record(v.string(), v.unknown())),
      v.description("As the definition has them; only where it does, as are all that follow."),
    ),
  ),
  attributes: v.exactOptional(
    v.pipe(v.unknown(), v.description("What chose the norm groups, where there are any.")),
  ),
  value: v.exactOptional(v.pipe(v.nullable(v.number()), v.description("After the transforms."))),
  valueSe: v.exactOptional(v.number()),
  valueReason: v.exactOptional(v.nullable(v.string())),
});

const compared = {
  on: v.picklist(["points", "percent", "value", "theta"]),
  value: v.pipe(
    v.nullable(v.string()),
    v.description(
      "What was compared: exact, or a double where it is an ability or comes of transforms or of the answered members alone. An ability may be Infinity or -Infinity.",
    ),
  ),
  slack: v.pipe(
    v.nullable(v.string()),
    v.description(
      "What rounding to millionths may have taken from it: a lower limit is met by value + slack. Null where transforms carried it along.",
    ),
  ),
};

const Cut = v.object({ min: Quantity, label: v.string() });

const Band = v.object({
  scale: v.string(),
  ...compared,
  roundedTo: v.exactOptional(
    v.pipe(
      v.number(),
      v.description(
        "To how many decimals value + slack is rounded, half up, before it meets a cut.",
      ),
    ),
  ),
  met: v.pipe(v.nullable(Cut), v.description("The highest cut that was met.")),
  next: v.pipe(v.nullable(Cut), v.description("The lowest cut that was not.")),
  reason: v.nullable(v.picklist(["no_value", "no_maximum", "below_the_lowest_cut"])),
});

const Condition = v.object({
  scale: v.string(),
  ...compared,
  min: v.exactOptional(Quantity),
  max: v.exactOptional(Quantity),
  holds: v.nullable(v.boolean()),
  reason: v.nullable(v.picklist(["no_value", "no_maximum"])),
});

const Gate = v.object({
  id: v.string(),
  passed: v.nullable(v.boolean()),
  conditions: v.array(Condition),
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
    thetas: v.exactOptional(
      v.pipe(
        v.array(Theta),
        v.description("Only where the definition has `irt`, whose parameters they go by."),
      ),
    ),
    bands: v.array(Band),
    gates: v.array(Gate),
  }),
  v.metadata({ ref: "Explanation" }),
) satisfies v.GenericSchema<unknown, Explanation>;
