import * as v from "valibot";

export const FaultView = v.pipe(
  v.object({
    code: v.string(),
    path: v.pipe(v.string(), v.description("Where in the definition, such as `items.3.key`.")),
    message: v.string(),
  }),
  v.metadata({ ref: "Fault" }),
);

export const RowFaultView = v.pipe(
  v.object({
    line: v.pipe(
      v.number(),
      v.description("Counted from 1: of an array the place, of a CSV the header is line 1."),
    ),
    code: v.string(),
    path: v.pipe(v.string(), v.description("Where in the row, such as `answers.q9`.")),
    message: v.string(),
  }),
  v.metadata({ ref: "RowFault" }),
);
