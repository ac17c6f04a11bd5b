import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { findRun, startRun } from "#store/runs.ts";
import { ensureTenant } from "#store/tenants.ts";

import { openEmbedded } from "../../src/entry/open-embedded.ts";
import { givenAssessment } from "../store/given.ts";
import { must } from "../support/must.ts";

const folder = mkdtempSync(join(tmpdir(), "assay-embedded-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a run that its process left is over when the next one opens the data, and another may start", async () => {
  const id = (last: number) => `0198f3a2-1111-7000-8000-00000000000${last}`;
  const first = must(await openEmbedded(folder));
  const tenant = await ensureTenant(first.db, "school");
  const assessment = await givenAssessment(first.db);
  const run = { assessment, revision: 1, upto: 10, total: 10, staleAfterMs: 3_600_000 };
  must(await startRun(first.db, { ...run, id: id(1) }));
  await first.close();

  const second = must(await openEmbedded(folder));
  expect(await findRun(second.db, tenant, id(1))).toMatchObject({
    status: "failed",
    failure: { cause: "interrupted" },
    finishedAt: expect.any(String),
  });
  expect(must(await startRun(second.db, { ...run, id: id(2) })).status).toBe("running");
  await second.close();
}, 30_000);
