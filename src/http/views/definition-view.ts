import * as v from "valibot";

import { Definition } from "#engine/definition/definition.ts";

/** What a caller may write: the schema that definitions are checked against. */
export const DefinitionView = v.pipe(
  Definition,
  v.metadata({
    ref: "Definition",
    description:
      'Points, weights, tolerances and cuts are numbers or texts such as "0.25" or "1/3". What fields mean to one another is checked too: 422 lists every fault.',
  }),
);
