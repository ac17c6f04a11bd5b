/**
 * Tests of what this machine may not have: they are skipped then, and told of.
 *
 *     const { afterAll, beforeAll, describe, test } = testsNeeding("Redis");
 *
 * @module
 */

import * as bun from "bun:test";

import { howToInstall, MISSING_VARIABLE, missingOf, type Server } from "./missing-servers.ts";

interface Tests {
  readonly describe: typeof bun.describe;
  readonly test: typeof bun.test;
  readonly beforeAll: typeof bun.beforeAll;
  readonly afterAll: typeof bun.afterAll;
  readonly beforeEach: typeof bun.beforeEach;
  readonly afterEach: typeof bun.afterEach;
}

const told = new Set<Server>();

/** @throws In CI, where a file that is run alone may not skip either. */
export function testsNeeding(...servers: readonly Server[]): Tests {
  const missing = missingOf(servers);
  if (missing.length === 0) return bun;
  tellOf(missing);
  const noHook = (): void => {};
  return {
    describe: bun.describe.skip,
    test: bun.test.skip,
    beforeAll: noHook,
    afterAll: noHook,
    beforeEach: noHook,
    afterEach: noHook,
  };
}

/** `npm test` does so itself, at its end. */
function tellOf(missing: readonly Server[]): void {
  if (process.env[MISSING_VARIABLE] !== undefined) return;
  const fresh = missing.filter((server) => !told.has(server));
  if (fresh.length === 0) return;
  const line = `SKIPPED: tests that need ${fresh.join(" and ")}. Install ${howToInstall(fresh)}.`;
  if (process.env["CI"] === "true") throw new Error(line);
  for (const server of fresh) told.add(server);
  process.stderr.write(`${line}\n`);
}
