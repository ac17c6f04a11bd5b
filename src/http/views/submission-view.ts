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

/** A number keeps its digits as text: 9.810 as "9.810". */
const Scalar = v.union([v.string(), v.number()]);

const OptionAtLevel = v.strictTuple([v.string(), v.number()]);

const Pair = v.strictTuple([v.string(), v.string()]);

const Point = v.strictTuple([Scalar, Scalar]);

const Gaps = v.record(v.string(), v.nullable(Scalar));

const Answer = v.union([
  Scalar,
  v.array(v.string()),
  OptionAtLevel,
  v.array(Pair),
  v.array(Point),
  Gaps,
]);

/** For readers: rows are checked by the encoder, which is many times faster than a schema. */
export const ResponseBody = v.pipe(
  v.strictObject({
    candidate: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
    attempt: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32_767)), 1),
    submittedAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
    answers: v.pipe(
      v.record(v.string(), v.nullable(Answer)),
      v.description(
        'By item, as its type has it. `single_choice`: an option, or under `confidence` an option and a level, such as `["A",2]`. `multiple_choice`: a list of options; `order`: all of them in order. `number`: a number, or its digits as text. `text` and `rubric`: text. `rating`: a whole number, or a label. `match`: pairs, such as `[["a","b"]]`. `point`: points, such as `[[1,2]]`. `gap`: an object of gap ids and answers, null for an open gap. null is omitted. An item left out means what `absentMeans` says.',
      ),
    ),
    states: v.optional(v.record(v.string(), state)),
    attributes: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  }),
  v.metadata({ ref: "Response" }),
);

export const ResponsesBody = v.union([ResponseBody, v.array(ResponseBody)]);
