/**
 * Results as CSV (RFC 4180).
 *
 * @module
 */

import type { ResultView } from "#usecase/result-view.ts";

import { line, numberCell, textCell } from "./csv-cells.ts";

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
  /** Scales that have columns for their fit; null where there are none of fit. */
  readonly fit: readonly string[] | null;
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
  const { scales, bands, transformed, thetas, thetaValues, gates, fit } = columns;
  const header = [
    ...LEADING,
    ...scales.map((id) => `scale.${id}`),
    ...transformed.map((id) => `raw.${id}`),
    ...thetas.flatMap((id) => [`theta.${id}`, `se.${id}`]),
    ...thetaValues.flatMap((id) => [`value.${id}`, `valueSe.${id}`]),
    ...bands.map((id) => `band.${id}`),
    ...gates.map((id) => `gate.${id}`),
    ...STATES,
    ...fitHeader(fit),
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
      ...fitCells(fit, result),
      result.status,
      textCell(result.reason ?? ""),
    ]);
  return { header: line(header), rows: (results) => results.map(row).join("") };
}

function fitHeader(scales: Columns["fit"]): string[] {
  if (scales === null) return [];
  const ofScales = scales.flatMap((id) => [`lz.${id}`, `infit.${id}`, `outfit.${id}`]);
  return [...ofScales, "guttmanErrors", "guttmanNormed", "longestRun", "flags"];
}

function fitCells(scales: Columns["fit"], { fit }: ResultView): string[] {
  if (scales === null) return [];
  const ofScales = scales.flatMap((id) => {
    const { lz = null, infit = null, outfit = null } = fit?.scales[id] ?? {};
    return [numberCell(lz), numberCell(infit), numberCell(outfit)];
  });
  return [
    ...ofScales,
    numberCell(fit?.guttmanErrors ?? null),
    numberCell(fit?.guttmanNormed ?? null),
    numberCell(fit?.longestRun ?? null),
    (fit?.flags ?? []).join("|"),
  ];
}
