import { describe, expect, test } from "bun:test";

import { judgeCoverage } from "../../scripts/coverage-gate.ts";

describe("judgeCoverage", () => {
  test("counts lines over all files together, not file by file", () => {
    const lcov = fileOf("src/a.ts", 90, 90) + fileOf("src/b.ts", 10, 0);

    expect(judgeCoverage(lcov, ["src/a.ts", "src/b.ts"], 90).passed).toBe(true);
    expect(judgeCoverage(lcov, ["src/a.ts", "src/b.ts"], 90.1).passed).toBe(false);
  });

  test("names a file that no test loaded, however well the others are covered", () => {
    const verdict = judgeCoverage(fileOf("src/a.ts", 10, 10), ["src/a.ts", "src/b.ts"], 80);

    expect(verdict.passed).toBe(false);
    expect(verdict.report.join("\n")).toContain("not loaded by any test: src/b.ts");
  });

  test("leaves out files that are not asked about", () => {
    const lcov = fileOf("src/a.ts", 10, 10) + fileOf("test/support/x.ts", 1_000, 0);

    expect(judgeCoverage(lcov, ["src/a.ts"], 100).passed).toBe(true);
  });

  test("a report that is missing or empty does not pass", () => {
    expect(judgeCoverage("", ["src/a.ts"], 0).passed).toBe(false);
    expect(judgeCoverage("", [], 80).passed).toBe(false);
  });

  test("files of types alone have no lines and cost nothing", () => {
    const lcov = fileOf("src/a.ts", 10, 10) + fileOf("src/types.ts", 0, 0);

    expect(judgeCoverage(lcov, ["src/a.ts", "src/types.ts"], 100).passed).toBe(true);
  });
});

function fileOf(file: string, lines: number, hit: number): string {
  return `TN:\nSF:${file}\nLF:${lines}\nLH:${hit}\nend_of_record\n`;
}
