import type { SubmittedRow } from "#usecase/submitted-row.ts";

const ROWS_AT_ONCE = 1_000;

/** The values of a JSON array as rows, some at a time; lines count from 1. */
export async function* jsonRows(
  values: readonly unknown[],
): AsyncGenerator<readonly SubmittedRow[]> {
  for (let from = 0; from < values.length; from += ROWS_AT_ONCE) {
    const page = values.slice(from, from + ROWS_AT_ONCE);
    yield page.map((value, index) => ({ line: from + index + 1, value }));
  }
}
