/**
 * Parameters, checked before a handler runs. A parameter that nobody knows is
 * refused: a misspelt `?revison=2` must not read as "the newest".
 *
 * @module
 */

import type { Context } from "hono";
import { validator } from "hono-openapi";
import * as v from "valibot";

import type { RequestInvalid } from "./failure.ts";
import { problem } from "./problem.ts";

export function query<const Fields extends v.ObjectEntries>(fields: Fields) {
  return validator("query", parameters(fields), refuse);
}

export function path<const Fields extends v.ObjectEntries>(fields: Fields) {
  return validator("param", parameters(fields), refuse);
}

function parameters<const Fields extends v.ObjectEntries>(fields: Fields) {
  // The schema has one message for two faults: what it expects tells them apart.
  return v.strictObject(fields, ({ expected }) =>
    expected === "never" ? "is not a parameter here" : "must be given",
  );
}

interface Outcome {
  readonly success: boolean;
  readonly target: string;
  readonly error?: readonly { readonly message: string }[];
}

/** Without it the validator would send the caller's input back. */
function refuse(outcome: Outcome, c: Context): Response | undefined {
  const [issue] = outcome.error ?? [];
  if (outcome.success || issue === undefined) return undefined;
  return problem(c, {
    code: "request_invalid",
    in: outcome.target === "param" ? "path" : "query",
    path: pathOf(issue).slice(0, 100),
    message: isRepeated(issue) ? "must be given once" : issue.message,
  } satisfies RequestInvalid);
}

/** Only what is given more than once is no text. */
function isRepeated(issue: { readonly message: string }): boolean {
  return (issue as v.BaseIssue<unknown>).received === "Array";
}

function pathOf(issue: { readonly message: string }): string {
  return v.getDotPath(issue as v.BaseIssue<unknown>) ?? "";
}
