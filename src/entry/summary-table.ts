import type { Summary } from "#engine/statistics/summary.ts";

export interface ScoredSample {
  readonly id: string;
  readonly summary: Summary;
  readonly ms: number;
}

const HEAD = ["sample", "responses", "max", "mean", "sd", "median", "alpha", "time"];

/** Lines in aligned columns: names to the left, numbers to the right. */
export function summaryTable(samples: readonly ScoredSample[]): string {
  const rows = [HEAD, ...samples.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    )
    .map((row) => `  ${row}`)
    .join("\n");
}

function cellsOf({ id, summary, ms }: ScoredSample): string[] {
  return [
    id,
    String(summary.responses),
    decimals(summary.maxPoints, 6),
    decimals(summary.mean, 6),
    decimals(summary.sd, 6),
    decimals(summary.median, 6),
    decimals(summary.alpha, 8),
    `${Math.round(ms)} ms`,
  ];
}

/** At most so many decimals. */
function decimals(value: number | null, most: number): string {
  return value === null ? "-" : String(Number(value.toFixed(most)));
}
