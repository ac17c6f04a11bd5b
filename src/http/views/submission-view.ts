import * as v from "valibot";

import { RowFaultView } from "./fault-view.ts";

export const ManyView = v.object({
  accepted: v.number(),
  duplicates: v.pipe(v.number(), v.description("Stored before with the same content.")),
  rejected: v.number(),
  errors: v.pipe(v.array(RowFaultView), v.description("The first 100.")),
  errorsTotal: v.number(),
});

const OneView = v.object({ outcome: v.picklist(["accepted", "duplicate"]) });

/** Of one JSON object, and of everything else. */
export const SubmittedView = v.union([OneView, ManyView]);

const state = v.picklist(["omitted", "not_presented", "not_applicable"]);

/** For readers: rows are checked by the encoder, which is many times faster than a schema. */
export const ResponseBody = v.pipe(
  v.strictObject({
    candidate: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
    attempt: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32_767)), 1),
    submittedAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
    answers: v.pipe(
      v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.array(v.string())]))),
      v.description(
        "By item. An option, several options, a number or a text; null is omitted. An item left out means what `absentMeans` says.",
      ),
    ),
    states: v.optional(v.record(v.string(), state)),
    attributes: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  }),
  v.metadata({ ref: "Response" }),
);

export const ResponsesBody = v.union([ResponseBody, v.array(ResponseBody)]);
