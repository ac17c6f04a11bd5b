import * as v from "valibot";

export const GroupView = v.pipe(
  v.object({ attribute: v.string(), value: v.string() }),
  v.description("The group that it is of. Only where one was asked for."),
);
