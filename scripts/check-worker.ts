/**
 * `npm run check:worker`: bundles the Worker for each environment, as a
 * deployment would, and holds its size against the budget.
 *
 * @module
 */

import { gzipSync } from "node:zlib";

import { ENVIRONMENTS } from "./worker-environment.ts";
import { runWrangler } from "./wrangler.ts";

/** A small bundle starts fast; the platform would take 10 MB. */
const BUDGET_KIB = 500;

for (const environment of ENVIRONMENTS) {
  const folder = `dist/worker-${environment}`;
  const bundling = ["deploy", "--dry-run", "--env", environment, "--outdir", folder];
  const { exitCode } = await runWrangler(bundling, { show: false });
  if (exitCode !== 0) process.exit(exitCode);

  const bundle = await Bun.file(`${folder}/worker.js`).bytes();
  const kib = gzipSync(bundle).length / 1024;
  const verdict = kib <= BUDGET_KIB ? "of" : "TOO MUCH, at most";
  console.log(
    `Worker for ${environment}: ${kib.toFixed(1)} KiB gzipped (${verdict} ${BUDGET_KIB})`,
  );
  if (kib > BUDGET_KIB) process.exitCode = 1;
}
