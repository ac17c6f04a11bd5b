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
  for (const [index, column] of columns.entries()) {
    const field = fields[index] ?? "";
    if (column.kind === "item") answers[column.item] = answerOf(column.form, field);
    else if (field === "") continue;
    else if (column.kind === "attribute") attributes[column.name] = field;
    else if (column.kind === "attempt") row["attempt"] = numberOr(field, WHOLE_NUMBER);
    else row[column.kind] = field;
  }
  row["answers"] = answers;
  row["attributes"] = attributes;
  return row;
}

/** An empty field is null. A number keeps its digits as they are written. */
function answerOf(form: AnswerForm, field: string): unknown {
  if (field === "") return null;
  switch (form) {
    case "rating":
      return numberOr(field, PLAIN_NUMBER);
    case "multiple_choice":
      return field === "[]" ? [] : field.split("|");
    case "option_at_level":
      return optionAtLevel(field);
    case "single_choice":
    case "number":
    case "text":
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
