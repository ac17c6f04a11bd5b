/**
 * One suite, run wherever the service runs.
 *
 * @module
 */

import type { Db } from "#store/db.ts";

import { OPENING_MS } from "../http/open-api.ts";
import { openBunOnPglite, openBunOnPostgres } from "./bun-targets.ts";
import {
  type GivenSettings,
  type OpenTarget,
  SERVERS_OF,
  type Target,
  type TargetName,
  TARGETS,
  TEST_KEY,
} from "./target.ts";
import { testsNeeding } from "./tests-needing.ts";
import { openWorker } from "./worker-target.ts";

const open: Readonly<Record<TargetName, (settings: GivenSettings) => Promise<OpenTarget>>> = {
  "Bun + PGlite": openBunOnPglite,
  "Bun + PostgreSQL + Redis": openBunOnPostgres,
  workerd: openWorker,
};

/** A service with a database of its own. */
export async function openTarget(
  name: TargetName,
  settings: GivenSettings = {},
): Promise<OpenTarget> {
  return await open[name](settings);
}

/**
 * Runs a suite on each target, with one service for all of its tests. What the
 * target has is there inside tests and hooks only.
 */
export function describeOnEachTarget(
  name: string,
  suite: (target: Target & { readonly name: TargetName }) => void,
  settings: GivenSettings = {},
): void {
  for (const target of TARGETS) {
    const { afterAll, beforeAll, describe } = testsNeeding(...SERVERS_OF[target]);
    describe(`${name}, on ${target}`, () => {
      const late = new LateTarget(target);
      beforeAll(async () => {
        late.opened = await openTarget(target, settings);
      }, OPENING_MS);
      afterAll(async () => {
        await late.opened?.close();
      });
      suite(late);
    });
  }
}

/** Is there before it is open, for the suite is described earlier. */
class LateTarget implements Target {
  opened: OpenTarget | undefined;
  readonly key = TEST_KEY;
  readonly name: TargetName;

  constructor(name: TargetName) {
    this.name = name;
  }

  get db(): Db {
    return this.#target.db;
  }

  get logged(): Target["logged"] {
    return this.#target.logged;
  }

  readonly send: Target["send"] = (path, init) => this.#target.send(path, init);

  readonly sendJson: Target["sendJson"] = (method, path, body) =>
    this.#target.sendJson(method, path, body);

  get #target(): OpenTarget {
    if (this.opened === undefined) throw new Error("the target opens before the first test");
    return this.opened;
  }
}
