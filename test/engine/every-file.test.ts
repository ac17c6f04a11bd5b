/**
 * Loads every file of the engine, so that coverage leaves none out.
 *
 * @module
 */

import { expect, test } from "bun:test";

const files = [...new Bun.Glob("src/engine/**/*.ts").scanSync()].toSorted();

test("there are files to load", () => {
  expect(files).not.toBeEmpty();
});

test.each(files)("%s loads by itself", async (file) => {
  expect(await import(`../../${file}`)).toBeObject();
});
