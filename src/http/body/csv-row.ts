/**
 * A CSV record as the response that JSON would have sent.
 *
 * @module
 */

import type { AnswerForm } from "#engine/definition/answer-form.ts";

import type { CsvColumn } from "./csv-header.ts";

const WHOLE_NUMBER = /^\d{1,9}$/;
/** Spreadsheets write a column of whole numbers with gaps as 3.0. */
const PLAIN_NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

/**
 * The response; values that no column can mean stay text, for the encoder to
 * refuse by name.
 *
 * @param fields Shape [columns].
 */
export function csvRow(columns: readonly CsvColumn[], fields: readonly string[]): object {
  // Without prototypes, so that an item may be called __proto__.
  const row: Record<string, unknown> = Object.create(null);
  const answers: Record<string, unknown> = Object.create(null);
  const attributes: Record<string, string> = Object.create(null);
  const states: [item: string, state: string][] = [];
  for (const [index, column] of columns.entries()) {
    const field = fields[index] ?? "";
    if (column.kind === "item") answers[column.item] = answerOf(column.form, field);
    else if (field === "") continue;
    else if (column.kind === "state") states.push([column.item, field]);
    else if (column.kind === "attribute") attributes[column.name] = field;
    else if (column.kind === "attempt") row["attempt"] = numberOr(field, WHOLE_NUMBER);
    else row[column.kind] = field;
  }
  row["answers"] = answers;
  row["attributes"] = attributes;
  if (states.length > 0) row["states"] = statesOf(states, answers);
  return row;
}

/** A state says more than the empty field of its item, and leaves it out. */
function statesOf(
  written: readonly (readonly [item: string, state: string])[],
  answers: Record<string, unknown>,
): object {
  const states: Record<string, string> = Object.create(null);
  for (const [item, state] of written) {
    states[item] = state;
    if (answers[item] === null) delete answers[item];
  }
  return states;
}

/** An empty field is null. */
function answerOf(form: AnswerForm, field: string): unknown {
  return field === "" ? null : cells[form](field);
}

/** What a field that is not empty means. */
const cells: Readonly<Record<AnswerForm, (field: string) => unknown>> = {
  single_choice: asWritten,
  multiple_choice: (field) => (field === "[]" ? [] : field.split("|")),
  // A number keeps its digits as they are written.
  number: asWritten,
  text: asWritten,
  rubric: asWritten,
  order: (field) => field.split("|"),
  match: jsonOr,
  gap: jsonOr,
  point: jsonOr,
  option_at_level: optionAtLevel,
  rating: (field) => numberOr(field, PLAIN_NUMBER),
};

function asWritten(field: string): string {
  return field;
}

/** Lists of pairs and objects have no simpler form in a cell. */
function jsonOr(field: string): unknown {
  try {
    return JSON.parse(field);
  } catch {
    return field;
  }
}

/** `A|2`; the last bar divides, so an option may hold others. */
function optionAtLevel(field: string): unknown {
  const bar = field.lastIndexOf("|");
  const level = field.slice(bar + 1);
  return bar >= 0 && WHOLE_NUMBER.test(level) ? [field.slice(0, bar), Number(level)] : field;
}

function numberOr(field: string, pattern: RegExp): number | string {
  return pattern.test(field) ? Number(field) : field;
}
