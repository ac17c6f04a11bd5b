import { describe, expect, test } from "bun:test";

import { judgeSkipped } from "../../scripts/skipped-tests.ts";

describe("judgeSkipped", () => {
  test("says nothing where everything ran", () => {
    expect(judgeSkipped([], 0, true)).toEqual({ passed: true, line: null });
  });

  test("names the targets that did not run, and what to install", () => {
    const { passed, line } = judgeSkipped(["Redis"], 7, true);
    expect(passed).toBe(true);
    expect(line).toContain("7 tests");
    expect(line).toContain('"Bun + PostgreSQL + Redis" and "workerd"');
    expect(line).toContain("Install Redis (apt-get install redis-server");
    expect(judgeSkipped(["workerd"], 7, true).line).not.toContain('"Bun + PostgreSQL');
  });

  test("in CI a server that is missing fails, whatever was skipped for it", () => {
    expect(judgeSkipped(["workerd"], 7, false).passed).toBe(false);
    expect(judgeSkipped(["workerd"], 0, false).passed).toBe(false);
  });

  test("a test that is skipped for no reason fails everywhere", () => {
    expect(judgeSkipped([], 1, true)).toMatchObject({ passed: false });
  });
});
