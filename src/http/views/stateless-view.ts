import * as v from "valibot";

import { DefinitionView } from "./definition-view.ts";
import { FaultView, RowFaultView } from "./fault-view.ts";
import { ResultView } from "./result-view.ts";
import { ResponseBody } from "./submission-view.ts";
import { SummaryView } from "./summary-view.ts";

/** For readers: the use case checks both parts and names every fault. */
export const StatelessBody = v.strictObject({
  assessment: DefinitionView,
  responses: v.array(ResponseBody),
  explain: v.optional(
    v.pipe(
      v.boolean(),
      v.description("Whether each result has an `explanation`: how every number came about."),
    ),
    false,
  ),
});

export const StatelessView = v.object({
  maxPoints: v.number(),
  warnings: v.array(FaultView),
  results: v.array(ResultView),
  errors: v.array(RowFaultView),
  errorsTotal: v.number(),
  summary: SummaryView,
});
