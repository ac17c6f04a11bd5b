/**
 * CSV (RFC 4180) of any length, read with memory for one batch of records.
 *
 * @module
 */

import type { AnswerForm } from "#engine/definition/answer-form.ts";
import type { SubmittedRow } from "#usecase/submitted-row.ts";

import { BodyError } from "./body-fault.ts";
import { csvFields } from "./csv-fields.ts";
import { type CsvColumn, csvHeader } from "./csv-header.ts";
import { csvRow } from "./csv-row.ts";
import { lineFault } from "./line-fault.ts";
import { CsvRecordEnd } from "./record-end.ts";
import { RowBatch } from "./row-batch.ts";
import { type ByteRecord, splitRecords } from "./split-records.ts";
import { decodeUtf8 } from "./utf8.ts";

/**
 * The rows of a body, in order; each named by the line that its record begins on.
 *
 * @param body A body as `openBody` gives it. Leaving the loop early cancels it.
 * @param forms How answers to the items of the newest definition are written, by id.
 * @throws BodyError before the first row when the header is at fault, and later
 *   when the body cannot be read on.
 */
export async function* readCsv(
  body: ReadableStream<Uint8Array>,
  forms: ReadonlyMap<string, AnswerForm>,
): AsyncGenerator<readonly SubmittedRow[]> {
  const batch = new RowBatch<ByteRecord>();
  let columns: readonly CsvColumn[] | null = null;
  for await (const records of splitRecords(body, new CsvRecordEnd())) {
    for (const record of records) {
      if (columns === null) columns = readHeader(record, forms);
      else batch.add(record, record.bytes?.length ?? 0);
      if (batch.isFull) yield readRecords(columns, batch.take());
    }
  }
  if (columns === null) throw headerError("The body is empty: a header line is expected.");
  if (batch.count > 0) yield readRecords(columns, batch.take());
}

function readHeader(
  record: ByteRecord,
  forms: ReadonlyMap<string, AnswerForm>,
): readonly CsvColumn[] {
  const text = record.bytes === null ? null : decodeUtf8(record.bytes);
  const [names] = text === null ? [] : csvFields([text]);
  if (names === undefined || names === null) {
    throw headerError("The header line is not valid CSV in UTF-8 of at most 1 MiB.");
  }
  const columns = csvHeader(names, forms);
  if (!columns.ok) throw new BodyError(columns.error);
  return columns.value;
}

function readRecords(
  columns: readonly CsvColumn[],
  records: readonly ByteRecord[],
): readonly SubmittedRow[] {
  const texts = records.map(({ bytes }) => (bytes === null ? null : decodeUtf8(bytes)));
  const parsed = csvFields(texts.filter((text) => text !== null)).values();
  return records.map(({ line, bytes }, index) => {
    if (bytes === null) return lineFault(line, "record_too_long");
    if (texts[index] === null) return lineFault(line, "line_is_not_utf8");
    const fields = parsed.next().value ?? null;
    if (fields === null) return lineFault(line, "csv_record_invalid");
    if (fields.length !== columns.length) return widthFault(line, fields.length, columns.length);
    return { line, value: csvRow(columns, fields) };
  });
}

function widthFault(line: number, fields: number, columns: number): SubmittedRow {
  const message = `The record has ${fields} fields where the header has ${columns}.`;
  return { line, fault: { line, code: "csv_record_invalid", path: "", message } };
}

function headerError(message: string): BodyError {
  return new BodyError({ code: "csv_header_invalid", message });
}
