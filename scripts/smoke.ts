/**
 * `npm run smoke -- https://host`: asks a deployment what it must be able to
 * do, with the key in `KEY`. It keeps an assessment `smoke-test` of its own.
 *
 * @module
 */

import { smokeTest } from "./smoke-test.ts";

const [origin] = process.argv.slice(2);
const key = process.env["KEY"];
if (origin === undefined || !URL.canParse(origin) || key === undefined) {
  console.error(
    "KEY=… npm run smoke -- https://host   (a key with define, submit, score and read)",
  );
  process.exit(2);
}

for await (const { what, fault } of smokeTest(origin, key)) {
  console.log(fault === null ? `ok    ${what}` : `FAILS ${what}: ${fault}`);
  if (fault !== null) process.exitCode = 1;
}
