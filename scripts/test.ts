/**
 * `npm test`: the unit tests, then the integration tests, each with its coverage gate.
 * `npm test unit` or `npm test integration` runs one of them.
 *
 * The last line counts everything, and a gate that fails counts as one failure.
 *
 * @module
 */

import { rmSync } from "node:fs";

import { judgeCoverage } from "./coverage-gate.ts";

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
}

/** They start a server when loaded, so their tests run them as processes, which nothing counts. */
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

let passed = 0;
let failed = 0;
for (const suite of suites) {
  if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
  const outcome = await runSuite(suite);
  passed += outcome.passed;
  failed += outcome.failed;
}
console.log(`\n${passed} passed, ${failed} failed`);
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
    { stdio: ["ignore", "inherit", "inherit"] },
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
  };
}

async function countTests(report: string): Promise<Outcome> {
  const [totals = ""] = /<testsuites [^>]*>/.exec(await textOf(report)) ?? [];
  const count = (name: string): number =>
    Number(new RegExp(` ${name}="(\\d+)"`).exec(totals)?.[1] ?? 0);
  const failures = count("failures") + count("errors");
  return { passed: count("tests") - failures - count("skipped"), failed: failures };
}

/** Empty where the run died before it wrote the file. */
async function textOf(path: string): Promise<string> {
  const file = Bun.file(path);
  return (await file.exists()) ? file.text() : "";
}

function filesOf(pattern: string): string[] {
  return [...new Bun.Glob(pattern).scanSync()].map((file) => file.replaceAll("\\", "/")).toSorted();
}
