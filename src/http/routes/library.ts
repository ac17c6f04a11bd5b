import { Hono } from "hono";

import { listLibrary } from "#usecase/list-library.ts";
import { readLibrary } from "#usecase/read-library.ts";

import type { AppEnv } from "../app-env.ts";
import { json, operation } from "../operation.ts";
import { libraryId } from "../parameters.ts";
import { problem } from "../problem.ts";
import { path, query } from "../validated.ts";
import { DefinitionView } from "../views/definition-view.ts";
import { LibraryListView } from "../views/library-view.ts";

const listed = operation({
  id: "listLibrary",
  scope: "read",
  summary: "List the ready definitions of published instruments and common exams.",
  answers: { 200: { description: "All of them.", content: json(LibraryListView) } },
  problems: { 400: "A parameter is wrong." },
});

const described = operation({
  id: "readLibrary",
  scope: "read",
  summary: "Read a ready definition, as it can be sent to define an assessment.",
  description: "Ids and scoring only, without any wording. The keys of exams are examples.",
  answers: { 200: { description: "The definition.", content: json(DefinitionView) } },
  problems: { 400: "A parameter is wrong.", 404: "No such definition." },
});

/** GET /v1/library, GET /v1/library/{id} */
export const libraryRoutes = new Hono<AppEnv>()
  .get("/v1/library", listed, query({}), (c) => c.json({ definitions: listLibrary() }))
  .get("/v1/library/:id", described, path({ id: libraryId }), query({}), (c) => {
    const read = readLibrary(c.req.valid("param").id);
    if (!read.ok) return problem(c, read.error);

    return c.json(read.value);
  });
