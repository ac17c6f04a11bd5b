/**
 * What a bench reports: tables, and goals with their verdicts.
 *
 * @module
 */

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
}

export interface Section {
  readonly title: string;
  /** What was done, in a sentence or two. */
  readonly about: string;
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
  /** Why goals were missed, where they were. */
  readonly remarks?: readonly string[];
  /** Programs that took part, such as `PostgreSQL 15.18`. */
  readonly versions: readonly string[];
}

export interface BenchOptions {
  /** Sizes for trying the bench out, not for quoting. */
  readonly small: boolean;
}

/** @param bound Met where `value` is at most this. */
export function atMost(goal: string, value: number, bound: number, unit = "×"): Goal {
  return judged(goal, value, bound, { met: value <= bound, unit });
}

/** @param bound Met where `value` is at least this. */
export function atLeast(goal: string, value: number, bound: number, unit = "×"): Goal {
  return judged(goal, value, bound, { met: value >= bound, unit });
}

function judged(
  goal: string,
  value: number,
  bound: number,
  { met, unit }: { readonly met: boolean; readonly unit: string },
): Goal {
  const by = Math.abs(value / bound - 1) * 100;
  const missed = met ? "" : `, missed by ${by.toFixed(0)}%`;
  return { goal, measured: `${number(value)}${unit}${missed}`, met };
}

/** Three significant digits, and thousands apart. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return "not measured";
  const digits = Number(value.toPrecision(3));
  return digits.toLocaleString("en-US", { maximumSignificantDigits: 3 });
}

export function milliseconds(value: number): string {
  return value < 1_000 ? `${number(value)} ms` : `${number(value / 1_000)} s`;
}

export function markdownOf(section: Section): string {
  const goals: Table = {
    head: ["goal", "measured", ""],
    rows: section.goals.map(({ goal, measured, met }) => [goal, measured, met ? "met" : "MISSED"]),
  };
  const parts = [section.about, ...section.tables.map(markdownTable)];
  if (goals.rows.length > 0) parts.push(markdownTable(goals));
  parts.push(...(section.remarks ?? []));
  return parts.join("\n\n");
}

function markdownTable({ head, rows }: Table): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
