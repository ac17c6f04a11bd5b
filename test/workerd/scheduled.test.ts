/** Cron tells the cache what it is owed. */

import { expect } from "bun:test";

import { DEFINITION, RESPONSES } from "#http/examples.ts";
import { findOwedInvalidations } from "#store/owed-invalidations.ts";

import { sharedRedisRest } from "../support/shared-redis.ts";
import { SERVERS_OF } from "../support/target.ts";
import { testsNeeding } from "../support/tests-needing.ts";
import { openWorker, type Worker } from "../support/worker-target.ts";

const { afterAll, beforeAll, test } = testsNeeding(...SERVERS_OF.workerd);

const EXAM = "/v1/assessments/exam";

let worker: Worker;
beforeAll(async () => {
  worker = await openWorker({});
}, 60_000);
afterAll(async () => {
  await (await sharedRedisRest()).behave("well");
  await worker.close();
});

test("a run that the cache was not told of is told by the next tick", async () => {
  const rest = await sharedRedisRest();
  await worker.sendJson("PUT", EXAM, DEFINITION);
  await score();
  const first = await (await worker.send(`${EXAM}/summary`)).json();

  await rest.behave("refusing");
  await worker.sendJson("POST", `${EXAM}/responses`, RESPONSES);
  const run = await score();
  expect(await findOwedInvalidations(worker.db, 10)).toHaveLength(1);

  // Redis is back, and still has what it had: this is the staleness that the sweep ends.
  await rest.behave("well");
  await worker.tick();
  expect(await findOwedInvalidations(worker.db, 10)).toEqual([]);
  const summary = await (await worker.send(`${EXAM}/summary`)).json();
  expect(summary).toMatchObject({ run });
  expect(summary).not.toEqual(first);
}, 60_000);

/** The id of the run. */
async function score(): Promise<string> {
  const scored = await worker.send(`${EXAM}/score`, { method: "POST" });
  const { run } = (await scored.json()) as { run: { id: string } };
  return run.id;
}
