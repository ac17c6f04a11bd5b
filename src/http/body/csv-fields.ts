/**
 * The fields of CSV records.
 *
 * @module
 */

import { CsvError, parse } from "csv-parse/sync";

type Fields = readonly string[];

const OPTIONS = { record_delimiter: "\n", relax_column_count: true } as const;

/**
 * The fields of each record, null where its quotation marks do not match.
 *
 * A record without quotation marks is cut at its commas, which is all that its
 * grammar has; that takes a tenth of the parser's time.
 *
 * @param records Without line endings, none of them empty.
 */
export function csvFields(records: readonly string[]): readonly (Fields | null)[] {
  const quoted = parseQuoted(records.filter(isQuoted)).values();
  return records.map((record) => {
    return isQuoted(record) ? (quoted.next().value ?? null) : record.split(",");
  });
}

function isQuoted(record: string): boolean {
  return record.includes('"');
}

/** Parses all records at once, and each alone only if one of them is at fault. */
function parseQuoted(records: readonly string[]): readonly (Fields | null)[] {
  const together = parseRecords(records.join("\n"));
  if (together?.length === records.length) return together;
  return records.map((record) => {
    const alone = parseRecords(record);
    return alone?.length === 1 ? (alone[0] ?? null) : null;
  });
}

function parseRecords(text: string): readonly Fields[] | null {
  try {
    return parse(text, OPTIONS);
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}
