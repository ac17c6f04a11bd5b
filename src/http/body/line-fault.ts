import type { SubmittedRow } from "#usecase/submitted-row.ts";

const messages = {
  line_too_long: "A line has at most 1 MiB.",
  record_too_long: "A record has at most 1 MiB; is a quotation mark not closed?",
  line_is_not_utf8: "The line is not valid UTF-8.",
  line_is_not_json: "The line is not valid JSON.",
  csv_record_invalid: "The quotation marks of the record do not match.",
} as const;

/** A line that holds no row because its text cannot be read. */
export function lineFault(line: number, reason: keyof typeof messages): SubmittedRow {
  const code = reason === "record_too_long" ? "line_too_long" : reason;
  return { line, fault: { line, code, path: "", message: messages[reason] } };
}
