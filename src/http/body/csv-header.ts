/**
 * What the columns of a CSV submission mean.
 *
 * @module
 */

import type { AnswerForm } from "#engine/definition/answer-form.ts";
import { err, ok, type Result } from "#result";

import type { BodyFault } from "./body-fault.ts";

export type CsvColumn =
  | { readonly kind: "candidate" | "attempt" | "submittedAt" }
  | { readonly kind: "item"; readonly item: string; readonly form: AnswerForm }
  | { readonly kind: "attribute"; readonly name: string };

const ATTRIBUTE_PREFIX = "attributes.";

/**
 * Columns by their names: `candidate` (required), `attempt`, `submittedAt`,
 * item ids, and `attributes.` with an attribute's name. In any order, each once.
 */
export function csvHeader(
  names: readonly string[],
  forms: ReadonlyMap<string, AnswerForm>,
): Result<readonly CsvColumn[], BodyFault> {
  const columns: CsvColumn[] = [];
  for (const [index, name] of names.entries()) {
    const column = columnOf(name, forms);
    if (column === null) return fault(name, "The column is neither an item nor a known field.");
    if (names.indexOf(name) !== index) return fault(name, "The column is there twice.");
    columns.push(column);
  }
  if (names.includes("candidate")) return ok(columns);
  return fault("candidate", "The header has no column candidate.");
}

/** An item comes first: its id may begin like an attribute. */
function columnOf(name: string, forms: ReadonlyMap<string, AnswerForm>): CsvColumn | null {
  if (name === "candidate" || name === "attempt" || name === "submittedAt") return { kind: name };
  const form = forms.get(name);
  if (form !== undefined) return { kind: "item", item: name, form };
  const attribute = name.startsWith(ATTRIBUTE_PREFIX) ? name.slice(ATTRIBUTE_PREFIX.length) : "";
  return attribute === "" ? null : { kind: "attribute", name: attribute };
}

function fault(column: string, message: string): Result<never, BodyFault> {
  return err({ code: "csv_header_invalid", path: column.slice(0, 80), message });
}
