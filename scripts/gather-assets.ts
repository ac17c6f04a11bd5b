/**
 * `npm run build:assets`: fills `dist/assets`, which Workers serve beside the
 * bundle, with the files of the page at /docs and the headers that Bun gives them.
 *
 * @module
 */

import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";

import { DOCS_FILES, DOCS_HEADERS } from "#entry/docs-files.ts";

const FOLDER = "dist/assets";

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(`${FOLDER}/docs`, { recursive: true });
for (const { name, path } of DOCS_FILES) copyFileSync(path, `${FOLDER}/docs/${name}`);

const headers = Object.entries(DOCS_HEADERS).map(([name, value]) => `  ${name}: ${value}\n`);
writeFileSync(`${FOLDER}/_headers`, `/docs/*\n${headers.join("")}`);

console.log(`${DOCS_FILES.length} files in ${FOLDER}/docs`);
