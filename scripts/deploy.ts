/**
 * `npm run deploy:staging`, `npm run deploy:production`: puts the Worker
 * online. Refuses what would go wrong only later, in silence.
 *
 * @module
 */

import { ENVIRONMENTS, hyperdriveId, isUncached } from "./worker-environment.ts";
import { runWrangler } from "./wrangler.ts";

const [name = "", ...rest] = process.argv.slice(2);
const environment = ENVIRONMENTS.find((known) => known === name);
if (environment === undefined) quit(`Which environment? ${ENVIRONMENTS.join(" or ")}.`);

const id = hyperdriveId(await Bun.file("wrangler.toml").text(), environment);
if (id === null) {
  quit(`wrangler.toml has no Hyperdrive for ${environment} yet: docs/deploy.md, step 2.`);
}
const hyperdrive = await runWrangler(["hyperdrive", "get", id], { show: false });
if (hyperdrive.exitCode !== 0) quit(`The Hyperdrive ${id} could not be read.`);
if (!isUncached(hyperdrive.stdout)) {
  quit(
    `The Hyperdrive ${id} caches reads for a minute, so answers would be stale.\n` +
      `npm run wrangler -- hyperdrive update ${id} --caching-disabled`,
  );
}

const deployed = await runWrangler(["deploy", "--env", environment, ...rest], { show: true });
process.exit(deployed.exitCode);

function quit(line: string): never {
  console.error(line);
  process.exit(2);
}
