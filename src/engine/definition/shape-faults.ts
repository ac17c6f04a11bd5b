/**
 * Valibot's issues in the words of an author: which field, and what to write.
 *
 * @module
 */

import type * as v from "valibot";

import { decoded } from "./coded-message.ts";
import type { Fault } from "./fault.ts";
import { type PlacedIssue, shownPath } from "./placed-issue.ts";
import { strangers } from "./strangers.ts";

type Issue = v.BaseIssue<unknown>;

/** The faults behind the issues of parsing a value by `schema`. */
export function shapeFaults(issues: readonly Issue[], schema: v.GenericSchema): Fault[] {
  return issues
    .flatMap((issue) => closest({ issue, path: issue.path ?? [] }))
    .flatMap((placed) =>
      placed.issue.expected === "never" ? strangers(placed, schema) : [faultOf(placed)],
    );
}

/**
 * Of a value that fits none of several shapes, the issues of the one that it
 * resembles: the one whose faults lie inside the value, not in its kind.
 */
function closest(placed: PlacedIssue): PlacedIssue[] {
  const { issue, path } = placed;
  if (issue.type !== "union") return [placed];
  const inside = (issue.issues ?? []).filter((part) => part.path !== undefined);
  if (inside.length === 0) return [placed];
  return inside.flatMap((part) => closest({ issue: part, path: [...path, ...(part.path ?? [])] }));
}

function faultOf({ issue, path }: PlacedIssue): Fault {
  const words = decoded(issue.message) ?? wordsFor(issue);
  return { code: words.code, path: shownPath(path.map(({ key }) => key)), message: words.message };
}

function wordsFor(issue: Issue): { code: string; message: string } {
  if (issue.received === "undefined") return { code: "missing_field", message: "is required" };

  const alternatives = (issue.expected ?? "").replace(/^\(|\)$/g, "").split(" | ");
  const isChoice = alternatives.every((name) => name.startsWith('"'));
  const expected = isChoice
    ? `one of ${alternatives.join(", ")}`
    : alternatives.map(inWords).join(" or ");
  const message = `must be ${expected}, not ${inWords(issue.received)}`;
  return { code: isChoice ? "not_one_of" : "wrong_type", message };
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ["Array", "a list"],
  ["Object", "an object"],
  ["boolean", "true or false"],
  ["number", "a number"],
  ["string", "text"],
  ["unknown", "an object"],
]);

function inWords(kind: string): string {
  return KINDS.get(kind) ?? (kind.length > 80 ? `${kind.slice(0, 79)}…` : kind);
}
