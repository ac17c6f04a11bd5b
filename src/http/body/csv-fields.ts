/**
 * The fields of CSV records.
 *
 * @module
 */

import { CsvError, parse } from "csv-parse/sync";

const OPTIONS = { record_delimiter: "\n", relax_column_count: true } as const;

/**
 * The fields of each record, null where its quotation marks do not match.
 * All records are parsed at once, and each alone only if one of them is at fault.
 *
 * @param records Without line endings, none of them empty.
 */
export function csvFields(records: readonly string[]): readonly (readonly string[] | null)[] {
  const together = parseRecords(records.join("\n"));
  if (together?.length === records.length) return together;
  return records.map((record) => {
    const alone = parseRecords(record);
    return alone?.length === 1 ? (alone[0] ?? null) : null;
  });
}

function parseRecords(text: string): readonly (readonly string[])[] | null {
  try {
    return parse(text, OPTIONS);
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}
