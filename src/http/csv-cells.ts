/**
 * Cells of a CSV (RFC 4180).
 *
 * A spreadsheet runs a cell that begins with = + - or @ as a formula, so such
 * a text gets a leading apostrophe (OWASP, CSV injection). A text that begins
 * with an apostrophe gets one too: taking one away always gives the text back.
 * Numbers are never texts.
 *
 * @module
 */

export function line(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

export function numberCell(value: number | null): string {
  return value === null ? "" : String(value);
}

export function textCell(text: string): string {
  const safe = /^[=+\-@'\t\r\n]/.test(text) ? `'${text}` : text;
  // Some spreadsheets take a semicolon or a tab for the separator.
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
