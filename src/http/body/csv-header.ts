/**
 * What the columns of a CSV submission mean.
 *
 * @module
 */

import type { AnswerForm } from "#engine/definition/answer-form.ts";
import { MAX_ATTRIBUTES } from "#engine/definition/max-attributes.ts";
import { err, ok, type Result } from "#result";

import type { BodyFault } from "./body-fault.ts";

export type CsvColumn =
  | { readonly kind: "candidate" | "attempt" | "submittedAt" }
  | { readonly kind: "item"; readonly item: string; readonly form: AnswerForm }
  | { readonly kind: "state"; readonly item: string }
  | { readonly kind: "attribute"; readonly name: string };

const STATE_PREFIX = "states.";
const ATTRIBUTE_PREFIX = "attributes.";

/**
 * Columns by their names: `candidate` (required), `attempt`, `submittedAt`,
 * item ids, `states.` with an item's id, and `attributes.` with an attribute's
 * name. In any order, each once; no more attributes than a response may have.
 * O(columns) time: a header may have tens of thousands.
 */
export function csvHeader(
  names: readonly string[],
  forms: ReadonlyMap<string, AnswerForm>,
): Result<readonly CsvColumn[], BodyFault> {
  const columns: CsvColumn[] = [];
  const seen = new Set<string>();
  let attributes = 0;
  for (const name of names) {
    const column = columnOf(name, forms);
    if (column === null) return fault(name, "The column is neither an item nor a known field.");
    if (seen.has(name)) return fault(name, "The column is there twice.");
    if (column.kind === "attribute" && ++attributes > MAX_ATTRIBUTES) {
      return fault(name, `A response has at most ${MAX_ATTRIBUTES} attributes.`);
    }
    seen.add(name);
    columns.push(column);
  }
  if (seen.has("candidate")) return ok(columns);
  return fault("candidate", "The header has no column candidate.");
}

/** An item comes first: its id may begin like a state or an attribute. */
function columnOf(name: string, forms: ReadonlyMap<string, AnswerForm>): CsvColumn | null {
  if (name === "candidate" || name === "attempt" || name === "submittedAt") return { kind: name };
  const form = forms.get(name);
  if (form !== undefined) return { kind: "item", item: name, form };
  const item = after(STATE_PREFIX, name);
  if (forms.has(item)) return { kind: "state", item };
  const attribute = after(ATTRIBUTE_PREFIX, name);
  return attribute === "" ? null : { kind: "attribute", name: attribute };
}

/** What follows the prefix; nothing where the name does not begin with it. */
function after(prefix: string, name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : "";
}

function fault(column: string, message: string): Result<never, BodyFault> {
  return err({ code: "csv_header_invalid", path: column.slice(0, 80), message });
}
