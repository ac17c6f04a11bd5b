import * as v from "valibot";

export const LibraryListView = v.object({
  definitions: v.array(
    v.object({
      id: v.string(),
      kind: v.picklist(["questionnaire", "exam"]),
      title: v.string(),
      items: v.number(),
      scales: v.pipe(v.array(v.string()), v.description("Their ids.")),
      missing: v.pipe(v.string(), v.description("What a missing answer does.")),
      sources: v.pipe(v.array(v.string()), v.description("Where the scoring is published.")),
    }),
  ),
});
