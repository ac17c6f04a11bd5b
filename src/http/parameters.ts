/**
 * The parameters that routes share, each with the message for a wrong one.
 * A message never repeats what was sent.
 *
 * @module
 */

import * as v from "valibot";

import { NAME, NAME_MESSAGE } from "#engine/definition/name-pattern.ts";
function wholeNumber(least: number, most: number, description: string) {
  const message = `must be a whole number from ${least} to ${most}`;
  return v.pipe(
    v.string(message),
    v.regex(/^\d{1,10}$/, message),
    v.transform(Number),
    v.minValue(least, message),
    v.maxValue(most, message),
    // A query string is text; readers of the OpenAPI document shall see the number in it.
    v.metadata({
      type: "integer",
      minimum: least,
      maximum: most,
      pattern: undefined,
      description,
    }),
  );
}

const plainText = (most: number, description: string) =>
  v.pipe(
    v.string("must be given once"),
    v.minLength(1, "must not be empty"),
    v.maxLength(most, `must have at most ${most} characters`),
    v.check((text) => !/[\0\p{Surrogate}]/u.test(text), "must not contain U+0000"),
    v.description(description),
  );

export const limit = v.pipe(
  v.optional(wholeNumber(1, 1000, "How many at most."), "100"),
  v.metadata({ default: 100 }),
);

export const revision = v.optional(
  wholeNumber(1, 2_147_483_647, "Which revision; the newest that was scored unless told."),
);

const MOST_OF_WHERE = 64 + 1 + 1024;

/** Up to the first colon it is the attribute, after it the value, which may be empty. */
export const where = v.optional(
  v.pipe(
    plainText(MOST_OF_WHERE, ""),
    v.regex(
      /^[^:]{1,64}:/,
      "must be an attribute of 1 to 64 characters, a colon and its value, such as form:B",
    ),
    v.transform((text) => {
      const colon = text.indexOf(":");
      return { attribute: text.slice(0, colon), value: text.slice(colon + 1) };
    }),
    v.metadata({
      type: "string",
      description:
        "Only results of one group: an attribute of responses, a colon and its value, such as `form:B`; a number as JSON writes it.",
    }),
  ),
);

export const strata = v.pipe(
  v.optional(wholeNumber(2, 20, "Groups of about the same size that totals are cut into."), "5"),
  v.metadata({ default: 5 }),
);

export const attempt = v.optional(
  wholeNumber(1, 32_767, "Which attempt; the highest unless told."),
);

export const explain = v.optional(
  v.pipe(
    v.picklist(["true", "false"], "must be true or false"),
    v.description("Whether to add `explanation`: how every number came about."),
  ),
  "false",
);

export const fit = v.optional(
  v.pipe(
    v.picklist(["true", "false"], "must be true or false"),
    v.description("Whether to add `fit`: how well the response fits those of others."),
  ),
  "false",
);

const NEXT = "`next` of the page before. Give everything else as it was given there.";

export const cursor = v.optional(plainText(1024, NEXT));

export const resultCursor = v.optional(
  plainText(
    1024,
    `${NEXT} It stays with its revision, and pages neither skip nor repeat a result, except by points: a result that new or corrected ratings move between two pages may be skipped or repeated.`,
  ),
);

export const sort = v.optional(
  v.pipe(
    v.picklist(["ordinal", "points", "-points"], "must be ordinal, points or -points"),
    v.description("Order of arrival, or of points. Results without points come last."),
  ),
  "ordinal",
);

export const assessmentId = v.pipe(
  v.string(),
  v.regex(NAME, NAME_MESSAGE),
  v.description("The caller's own name of the assessment."),
);

export const libraryId = v.pipe(
  v.string(),
  v.regex(NAME, NAME_MESSAGE),
  v.description("`id` of the definition, as the list has it."),
);

export const rubricItem = v.optional(
  v.pipe(
    v.string("must be given once"),
    v.regex(NAME, NAME_MESSAGE),
    v.description("Only answers to this item."),
  ),
);

export const rater = v.optional(plainText(256, "Only answers that this rater has not rated yet."));

export const candidate = plainText(256, "The caller's own id of the candidate, percent-encoded.");

export const runId = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "must be a UUID"),
  v.description("`run.id` of the answer that started the run."),
);

export const keyId = wholeNumber(1, 2_147_483_647, "`id` of the key, as the list has it.");

function decimal(least: number, most: number, description: string) {
  const message = `must be a decimal number from ${least} to ${most}`;
  return v.pipe(
    v.string(message),
    v.regex(/^-?\d{1,7}(\.\d{1,6})?$/, message),
    v.transform(Number),
    v.minValue(least, message),
    v.maxValue(most, message),
    v.metadata({ type: "number", minimum: least, maximum: most, pattern: undefined, description }),
  );
}

const FARTHEST_THETA = 1_000_000;

export const fromTheta = v.pipe(
  v.optional(decimal(-FARTHEST_THETA, FARTHEST_THETA, "The lowest ability."), "-4"),
  v.metadata({ default: -4 }),
);

export const toTheta = v.pipe(
  v.optional(decimal(-FARTHEST_THETA, FARTHEST_THETA, "The highest ability."), "4"),
  v.metadata({ default: 4 }),
);

export const thetaStep = v.pipe(
  v.optional(decimal(0.000001, FARTHEST_THETA, "From one ability to the next."), "0.5"),
  v.metadata({ default: 0.5 }),
);

export const trueScore = v.optional(
  decimal(
    0,
    FARTHEST_THETA,
    "A sum of categories: `inverse` says at which ability it is expected.",
  ),
);

export const within = v.pipe(
  v.optional(
    decimal(
      0,
      1_000_000,
      "`near` counts candidates at most this far from a cut: in points, or in values for cuts on values.",
    ),
    "1",
  ),
  v.metadata({ default: 1 }),
);

export const reliability = v.optional(
  decimal(0, 1, "Of the scores, in place of alpha: Livingston and Lewis's method goes by it."),
);

export const rudner = v.optional(
  v.pipe(
    v.picklist(["true", "false"], "must be true or false"),
    v.description(
      "Whether to classify by Rudner's method, which takes a pass over the responses; `theta` asks for it too.",
    ),
  ),
  "false",
);

const MOST_THETA_CUTS = 20;

export const thetaCuts = v.optional(
  v.pipe(
    v.string("must be given once"),
    v.regex(
      /^-?\d{1,3}(\.\d{1,6})?(,-?\d{1,3}(\.\d{1,6})?)*$/,
      "must be decimal numbers between -1,000 and 1,000 with commas between them",
    ),
    v.transform((text) => text.split(",").map(Number)),
    v.maxLength(MOST_THETA_CUTS, `must list at most ${MOST_THETA_CUTS}`),
    v.check(
      (cuts) => cuts.every((cut, place) => cut > (cuts[place - 1] ?? -Infinity)),
      "must ascend",
    ),
    v.metadata({
      type: "string",
      maxItems: undefined,
      description: "Cuts on abilities, ascending, such as `-0.5,0.5`.",
    }),
  ),
);

export const groupAttribute = v.pipe(
  plainText(64, "The attribute of responses that says which group they belong to."),
  v.examples(["group"]),
);

export const referenceGroup = v.pipe(
  plainText(1024, "The attribute's value in the reference group; a number as JSON writes it."),
  v.examples(["0"]),
);

export const focalGroup = v.pipe(
  plainText(1024, "The attribute's value in the focal group; a number as JSON writes it."),
  v.examples(["1"]),
);
