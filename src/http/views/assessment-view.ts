import * as v from "valibot";

import { DefinitionView } from "./definition-view.ts";
import { FaultView } from "./fault-view.ts";

export const AssessmentView = v.object({
  id: v.string(),
  revision: v.number(),
  hash: v.pipe(v.string(), v.description("Of the definition; the ETag is the same in quotes.")),
  definition: DefinitionView,
  responses: v.pipe(v.number(), v.description("Of the assessment, whichever the revision.")),
  createdAt: v.pipe(v.string(), v.description("Of the revision.")),
});

export const AssessmentListView = v.object({
  assessments: v.array(
    v.object({
      id: v.string(),
      revision: v.pipe(v.number(), v.description("The newest.")),
      responses: v.number(),
      createdAt: v.string(),
    }),
  ),
  next: v.pipe(
    v.nullable(v.string()),
    v.description("`cursor` of the next page; null on the last."),
  ),
});

export const DefinedView = v.object({
  id: v.string(),
  revision: v.number(),
  hash: v.string(),
  outcome: v.picklist(["created", "revised", "unchanged"]),
  items: v.number(),
  maxPoints: v.number(),
  warnings: v.array(FaultView),
});
