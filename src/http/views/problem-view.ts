import * as v from "valibot";

/** RFC 9457: what went wrong. More members come with some types, such as `errors` or `path`. */
export const ProblemView = v.pipe(
  v.looseObject({
    type: v.pipe(
      v.string(),
      v.description("`/problems/` and the code of the failure: for programs to compare."),
    ),
    title: v.pipe(v.string(), v.description("The same for every problem of a type.")),
    status: v.number(),
  }),
  v.metadata({
    ref: "Problem",
    description: "RFC 9457. Some types carry more members.",
    // True is the default, but validators that are told to be strict go by what is written.
    additionalProperties: true,
  }),
);
