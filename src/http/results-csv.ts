/**
 * Results as CSV (RFC 4180).
 *
 * A spreadsheet runs a cell that begins with = + - or @ as a formula, so such
 * a text gets a leading apostrophe (OWASP, CSV injection). A text that begins
 * with an apostrophe gets one too: taking one away always gives the text back.
 * Numbers are never texts.
 *
 * @module
 */

import type { ResultView } from "#usecase/result-view.ts";

interface Columns {
  readonly scales: readonly string[];
  readonly bands: readonly string[];
  /** Scales that have a column for their raw value too. */
  readonly transformed: readonly string[];
  /** Scales whose ability is estimated. */
  readonly thetas: readonly string[];
  /** Those of them that have columns for their value too. */
  readonly thetaValues: readonly string[];
  readonly gates: readonly string[];
}

const LEADING = [
  "candidate",
  "attempt",
  "ordinal",
  "revision",
  "points",
  "maxPoints",
  "percent",
] as const;

/** How many items are in each state; a column's name is the state's. */
const STATES = [
  "answered",
  "omitted",
  "notReached",
  "notPresented",
  "notApplicable",
  "pending",
] as const;

interface ResultsCsv {
  readonly header: string;
  readonly rows: (results: readonly ResultView[]) => string;
}

export function resultsCsv(columns: Columns): ResultsCsv {
  const { scales, bands, transformed, thetas, thetaValues, gates } = columns;
  const header = [
    ...LEADING,
    ...scales.map((id) => `scale.${id}`),
    ...transformed.map((id) => `raw.${id}`),
    ...thetas.flatMap((id) => [`theta.${id}`, `se.${id}`]),
    ...thetaValues.flatMap((id) => [`value.${id}`, `valueSe.${id}`]),
    ...bands.map((id) => `band.${id}`),
    ...gates.map((id) => `gate.${id}`),
    ...STATES,
    "status",
    "reason",
  ];
  const row = (result: ResultView): string =>
    line([
      textCell(result.candidate),
      numberCell(result.attempt),
      numberCell(result.ordinal),
      numberCell(result.revision),
      numberCell(result.points),
      numberCell(result.maxPoints),
      numberCell(result.percent),
      ...scales.map((id) => numberCell(result.scales[id]?.value ?? null)),
      ...transformed.map((id) => numberCell(result.scales[id]?.raw ?? null)),
      ...thetas.flatMap((id) => {
        const { theta = null, se = null } = result.theta?.[id] ?? {};
        return [numberCell(theta), numberCell(se)];
      }),
      ...thetaValues.flatMap((id) => {
        const { value = null, valueSe = null } = result.theta?.[id] ?? {};
        return [numberCell(value), numberCell(valueSe)];
      }),
      ...bands.map((id) => textCell(result.bands[id] ?? "")),
      ...gates.map((id) => String(result.gates?.[id] ?? "")),
      ...STATES.map((state) => numberCell(result.states[state])),
      result.status,
      textCell(result.reason ?? ""),
    ]);
  return { header: line(header), rows: (results) => results.map(row).join("") };
}

function line(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

function numberCell(value: number | null): string {
  return value === null ? "" : String(value);
}

function textCell(text: string): string {
  const safe = /^[=+\-@'\t\r\n]/.test(text) ? `'${text}` : text;
  // Some spreadsheets take a semicolon or a tab for the separator.
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
