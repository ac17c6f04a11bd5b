/** What use cases tell of, on a real PostgreSQL that fails where it is told to. */

import { describe, expect, setDefaultTimeout, test } from "bun:test";

import type { Observation } from "#usecase/observation.ts";
import type { RunTimings } from "#usecase/run-view.ts";
import type { ScoredRun } from "#usecase/score-assessment.ts";
import { submitResponse } from "#usecase/submit-response.ts";
import { submitResponses } from "#usecase/submit-responses.ts";

import { type Scene, score, withScene } from "../support/faulty-scene.ts";
import { plantFault, raise } from "../support/faulty-trigger.ts";

setDefaultTimeout(60_000);

describe("a run", () => {
  test("that succeeds tells what it scored and where the time went", async () => {
    await withScene({}, async ({ shaky, assessment }) => {
      const deps = await shaky({ lanes: 2 });
      const timings = timingsOf(await score(deps, assessment));
      expect(timings.new).toBeGreaterThan(0);
      expect(deps.observed).toEqual([
        { kind: "invalidation", outcome: "told", count: 1 },
        {
          kind: "scored",
          outcome: "succeeded",
          responses: timings.new,
          batches: timings.batches,
          retries: 0,
          fallbacks: 0,
          // All that comes after its own times are taken.
          ms: expect.any(Number),
          readMs: timings.readMs,
          scoreMs: timings.scoreMs,
          writeMs: timings.writeMs,
        },
      ]);
      expect(JSON.parse(JSON.stringify(deps.observed))).toEqual(deps.observed);
      expect(JSON.stringify(deps.observed)).not.toContain(assessment.id);
    });
  });

  test("that had to try again and to go on one batch at a time says so", async () => {
    await withScene({}, async ({ sql, shaky, assessment }) => {
      const deps = await shaky();
      const when = "new.ordinal = 333";
      await plantFault(sql, { table: "results", when, act: raise("40P01"), times: 3 });
      await score(deps, assessment);
      expect(runsOf(deps)).toMatchObject([{ outcome: "succeeded", retries: 2, fallbacks: 1 }]);
    });
  });

  test("that fails tells of what it has stored all the same", async () => {
    await withScene({}, async ({ sql, shaky, assessment }) => {
      const deps = await shaky({ lanes: 1 });
      await plantFault(sql, { table: "results", when: "new.ordinal = 333", act: raise("23514") });
      const { run } = await score(deps, assessment);
      const before = (run.failure?.batch?.from ?? 0) - 1;
      expect(before).toBeGreaterThan(0);
      expect(runsOf(deps)).toMatchObject([{ outcome: "failed", responses: before }]);
    });
  });

  test("whose end could not be written has failed", async () => {
    await withScene({}, async ({ sql, shaky, assessment }) => {
      const deps = await shaky();
      await sql`alter table runs add constraint nobody_ends check (status = 'running') not valid`;
      await expect(score(deps, assessment)).rejects.toThrow();
      expect(runsOf(deps)).toMatchObject([{ outcome: "failed" }]);
    });
  });
});

describe("a submission", () => {
  test("tells what became of its rows", async () => {
    await withScene({}, async ({ shaky, assessment }) => {
      const deps = await shaky();
      const rows = async function* () {
        yield [
          row(1, "new-1"),
          row(2, "new-2"),
          row(3, "new-1"),
          { line: 4, value: "no response" },
        ];
      };
      await submitResponses(deps, { ...assessment, rows });
      expect(deps.observed).toEqual([
        { kind: "ingested", accepted: 2, duplicates: 1, rejected: 1 },
      ]);
    });
  });

  test("that breaks off tells of the rows that were kept", async () => {
    await withScene({}, async ({ shaky, assessment }) => {
      const deps = await shaky();
      const rows = async function* () {
        yield Array.from({ length: 5_000 }, (_, i) => row(i + 1, `broken-${i}`));
        throw new Error("the body broke off");
      };
      const submitted = submitResponses(deps, { ...assessment, rows });
      await expect(submitted).rejects.toThrow("the body broke off");
      expect(deps.observed).toEqual([
        { kind: "ingested", accepted: 5_000, duplicates: 0, rejected: 0 },
      ]);
    });
  });

  test("of one response tells its outcome, and of no assessment nothing", async () => {
    await withScene({}, async ({ shaky, assessment }) => {
      const deps = await shaky();
      const one = { candidate: "single", answers: {} };
      await submitResponse(deps, { ...assessment, response: one });
      await submitResponse(deps, { ...assessment, response: one });
      await submitResponse(deps, { ...assessment, response: "none" });
      await submitResponse(deps, { ...assessment, id: "nowhere", response: one });
      expect(deps.observed).toEqual([
        { kind: "ingested", accepted: 1, duplicates: 0, rejected: 0 },
        { kind: "ingested", accepted: 0, duplicates: 1, rejected: 0 },
        { kind: "ingested", accepted: 0, duplicates: 0, rejected: 1 },
      ]);
    });
  });
});

function timingsOf({ run }: ScoredRun): RunTimings {
  if (run.timings === null) throw new Error("the run has no timings");
  return run.timings;
}

function row(line: number, candidate: string) {
  return { line, value: { candidate, answers: {} } };
}

function runsOf({ observed }: Awaited<ReturnType<Scene["shaky"]>>) {
  return observed.filter((event: Observation) => event.kind === "scored");
}
