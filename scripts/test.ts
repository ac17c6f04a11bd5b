/**
 * `npm test`: the unit tests, then the integration tests, each with its coverage gate.
 * `npm test unit` or `npm test integration` runs one of them.
 *
 * The last line counts everything, and a gate that fails counts as one failure. Where a
 * server is missing, the line before it says which tests did not run for want of it; with
 * CI=true that is a failure too.
 *
 * @module
 */

import { rmSync } from "node:fs";

import { MISSING_VARIABLE, missingOf, SERVERS } from "../test/support/missing-servers.ts";
import { judgeCoverage } from "./coverage-gate.ts";
import { judgeSkipped } from "./skipped-tests.ts";

interface Suite {
  readonly name: string;
  readonly tests: readonly string[];
  /** What these tests answer for. */
  readonly covers: readonly string[];
  readonly leastPercent: number;
}

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Their tests run them as processes of their own, the Worker in workerd: nothing counts lines there. */
const entries = new Set(["src/entry/bun.ts", "src/entry/worker.ts", "src/entry/absent-package.ts"]);

const allTests = filesOf("test/**/*.test.ts");
const unitTests = allTests.filter(
  (file) => file.startsWith("test/engine/") || file === "test/architecture.test.ts",
);
const sources = filesOf("src/**/*.ts").filter((file) => !entries.has(file));

const suites: readonly Suite[] = [
  {
    name: "unit",
    tests: unitTests,
    covers: sources.filter((file) => file.startsWith("src/engine/")),
    leastPercent: 97,
  },
  {
    name: "integration",
    tests: allTests.filter((file) => !unitTests.includes(file)),
    covers: sources,
    leastPercent: 90,
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`no such tests: ${unknown.join(", ")}; there are unit and integration`);
  process.exit(2);
}

const missing = missingOf(SERVERS);
let passed = 0;
let failed = 0;
let skipped = 0;
for (const suite of suites) {
  if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
  const outcome = await runSuite(suite);
  passed += outcome.passed;
  failed += outcome.failed;
  skipped += outcome.skipped;
}
const verdict = judgeSkipped(missing, skipped, process.env["CI"] !== "true");
if (!verdict.passed) failed += 1;
console.log(verdict.line === null ? "" : `\n${verdict.line}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function runSuite(suite: Suite): Promise<Outcome> {
  const folder = `coverage/${suite.name}`;
  rmSync(folder, { recursive: true, force: true });

  console.log(`\n== ${suite.name}: ${suite.tests.length} files`);
  const child = Bun.spawn(
    [
      process.execPath,
      "test",
      "--only-failures",
      "--timeout=60000",
      "--coverage",
      "--coverage-reporter=lcov",
      `--coverage-dir=${folder}`,
      "--reporter=junit",
      `--reporter-outfile=${folder}/junit.xml`,
      ...suite.tests.map((file) => `./${file}`),
    ],
    {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, [MISSING_VARIABLE]: missing.join(",") },
    },
  );
  const exitCode = await child.exited;
  const tests = await countTests(`${folder}/junit.xml`);
  // A crash, or an error outside any test, is in no count of tests.
  const crashed = exitCode !== 0 && tests.failed === 0;
  if (crashed) console.log(`${suite.name}: bun test ended with exit code ${exitCode}`);

  const coverage = judgeCoverage(
    await textOf(`${folder}/lcov.info`),
    suite.covers,
    suite.leastPercent,
  );
  console.log(`${suite.name} coverage:\n${coverage.report.join("\n")}`);
  return {
    passed: tests.passed + (coverage.passed ? 1 : 0),
    failed: tests.failed + (crashed ? 1 : 0) + (coverage.passed ? 0 : 1),
    skipped: tests.skipped,
  };
}

async function countTests(report: string): Promise<Outcome> {
  const [totals = ""] = /<testsuites [^>]*>/.exec(await textOf(report)) ?? [];
  const count = (name: string): number =>
    Number(new RegExp(` ${name}="(\\d+)"`).exec(totals)?.[1] ?? 0);
  const failures = count("failures") + count("errors");
  const skipped = count("skipped");
  return { passed: count("tests") - failures - skipped, failed: failures, skipped };
}

/** Empty where the run died before it wrote the file. */
async function textOf(path: string): Promise<string> {
  const file = Bun.file(path);
  return (await file.exists()) ? file.text() : "";
}

function filesOf(pattern: string): string[] {
  return [...new Bun.Glob(pattern).scanSync()].map((file) => file.replaceAll("\\", "/")).toSorted();
}
