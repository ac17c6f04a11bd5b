/**
 * Reads an lcov report and says whether enough lines ran.
 *
 * Bun's own `coverageThreshold` judges each file alone and prints nothing; this gate
 * counts lines over all files, and a file that no test loaded fails it by name.
 *
 * @module
 */

export interface FileCoverage {
  readonly file: string;
  readonly lines: number;
  readonly hit: number;
}

export interface CoverageVerdict {
  readonly passed: boolean;
  /** For people, one string a line. */
  readonly report: readonly string[];
}

/** The files of an lcov report, with their counts of lines. */
export function parseLcov(lcov: string): FileCoverage[] {
  return lcov
    .split("end_of_record")
    .map((record) => ({
      file: (/^SF:(.*)$/m.exec(record)?.[1] ?? "").replaceAll("\\", "/"),
      lines: Number(/^LF:(\d+)$/m.exec(record)?.[1] ?? 0),
      hit: Number(/^LH:(\d+)$/m.exec(record)?.[1] ?? 0),
    }))
    .filter(({ file }) => file !== "");
}

/**
 * @param expected Files that must be in the report; others in it do not count.
 * @param leastPercent Of lines, over all expected files together.
 */
export function judgeCoverage(
  lcov: string,
  expected: readonly string[],
  leastPercent: number,
): CoverageVerdict {
  const found = new Map(parseLcov(lcov).map((entry) => [entry.file, entry]));
  const missing = expected.filter((file) => !found.has(file));
  const entries = expected.flatMap((file) => found.get(file) ?? []);

  const lines = entries.reduce((sum, entry) => sum + entry.lines, 0);
  const hit = entries.reduce((sum, entry) => sum + entry.hit, 0);
  const percent = lines === 0 ? 0 : (100 * hit) / lines;
  const passed = missing.length === 0 && percent >= leastPercent;

  const report = missing.map((file) => `  not loaded by any test: ${file}`);
  if (!passed) report.push(...leastCovered(entries));
  const verdict = passed ? "at least" : "BELOW or incomplete, must be";
  report.push(`${percent.toFixed(2)}% of ${lines} lines (${verdict} ${leastPercent}%)`);
  return { passed, report };
}

function leastCovered(entries: readonly FileCoverage[]): string[] {
  return entries
    .filter(({ lines, hit }) => hit < lines)
    .toSorted((a, b) => b.lines - b.hit - (a.lines - a.hit))
    .slice(0, 10)
    .map(({ file, lines, hit }) => `  ${lines - hit} of ${lines} lines never ran: ${file}`);
}
