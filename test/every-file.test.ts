/**
 * Loads every file of the service, so that coverage leaves none out.
 *
 * @module
 */

import { expect, test } from "bun:test";

/** Starts a server when loaded; the tests of entry/ run it as a process. */
const entries = new Set(["src/entry/bun.ts", "src/entry/worker.ts", "src/entry/absent-package.ts"]);

const files = [...new Bun.Glob("src/**/*.ts").scanSync()]
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !entries.has(file))
  .toSorted();

test("there are files to load", () => {
  expect(files).not.toBeEmpty();
});

test.each(files)("%s loads by itself", async (file) => {
  expect(await import(`../${file}`)).toBeObject();
});
