import type { Column } from "./layout.ts";

/** Puts a code into one column of one row of a chunk, little-endian. */
export function writeCode(
  rows: Uint8Array,
  rowLength: number,
  column: Pick<Column, "width" | "offset">,
  row: number,
  code: number,
): void {
  if (code >= 256 ** column.width)
    throw new RangeError(`code ${code} outgrows ${column.width} bytes`);
  const at = row * rowLength + column.offset;
  let rest = code;
  for (let byte = 0; byte < column.width; byte++) {
    rows[at + byte] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}
