import { expect, setDefaultTimeout } from "bun:test";

import { defineAssessment } from "#usecase/define-assessment.ts";
import { submitResponse } from "#usecase/submit-response.ts";

import {
  denseOrdinals,
  type Outcome,
  outcomeOf,
  score,
  withScene,
} from "../support/faulty-scene.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { mixedForm, mixedResponses } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { describe, test } = testsNeeding("PostgreSQL");

/** Servers start and processes come and go, on a machine that may be busy. */
setDefaultTimeout(60_000);

describe("200 single submissions at once, by way of two servers", () => {
  test("are stored once each, without a gap", async () => {
    const options = { responses: 200, isEmpty: true };
    await withScene(options, async ({ shaky, sql, calm, assessment, responses, expected }) => {
      const servers = [await shaky(), await shaky()];
      // Everyone presses twice, and each server gets every response.
      const sent = [...responses, ...responses].flatMap((response) =>
        servers.map((deps) => submitResponse(deps, { ...assessment, response })),
      );
      const outcomes = (await Promise.all(sent)).map((result) => must(result).outcome);
      expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(200);
      expect(outcomes.filter((outcome) => outcome === "duplicate")).toHaveLength(600);
      expect(await denseOrdinals(sql, assessment.id)).toBe(200);
      const scored = await score(calm, assessment);
      const seen = await outcomeOf(calm, assessment, scored);
      expect(apartFromArrival(seen)).toEqual(apartFromArrival(expected));
    });
  });

  test("half of them with other content for the same candidates: one of each is kept, the other told", async () => {
    const options = { responses: 200, isEmpty: true };
    await withScene(options, async ({ shaky, sql, assessment, responses }) => {
      const servers = [await shaky(), await shaky()] as const;
      const others = mixedResponses(200, 2);
      const [ours, theirs] = await Promise.all([
        Promise.all(
          responses.map((response) => submitResponse(servers[0], { ...assessment, response })),
        ),
        Promise.all(
          others.map((response) => submitResponse(servers[1], { ...assessment, response })),
        ),
      ]);
      for (const [index, one] of ours.entries()) {
        const other = theirs[index];
        const kept = [one, other].filter((result) => result?.ok);
        expect(kept).toHaveLength(1);
        const told = one.ok ? other : one;
        expect(told).toEqual({ ok: false, error: { code: "response_conflict" } });
      }
      expect(await denseOrdinals(sql, assessment.id)).toBe(200);
    });
  });

  test("whose connections are cut now and then are all stored once they were answered", async () => {
    const options = { responses: 200, isEmpty: true };
    await withScene(options, async (scene) => {
      const { shaky, proxy, sql, calm, assessment, responses, expected } = scene;
      const servers = [await shaky(), await shaky()];
      let statements = 0;
      proxy.rule = (statement) => {
        if (!/insert into (responses|dictionary)/.test(statement)) return "pass";
        return (["cut", "pass", "lose_answer", "pass"] as const)[statements++ % 4] ?? "pass";
      };
      await Promise.all(
        responses.map(async (response, index) => {
          const deps = servers[index % 2] ?? calm;
          must(await submitResponse(deps, { ...assessment, response }));
        }),
      );
      expect(proxy.cuts).toBeGreaterThan(0);
      expect(await denseOrdinals(sql, assessment.id)).toBe(200);
      const seen = await outcomeOf(calm, assessment, await score(calm, assessment));
      expect(apartFromArrival(seen)).toEqual(apartFromArrival(expected));
    });
  });
});

describe("the same stream of responses", () => {
  test("sent twice at once is stored once", async () => {
    // 6,000 responses are two chunks of each stream.
    const options = { responses: 6_000, isEmpty: true, limits: { batchSize: 500 } };
    await withScene(options, async ({ shaky, sql, calm, assessment, responses, expected }) => {
      const reports = await Promise.all([
        givenResponses(await shaky(), assessment, responses),
        givenResponses(await shaky(), assessment, responses),
      ]);
      const accepted = reports[0].accepted + reports[1].accepted;
      const duplicates = reports[0].duplicates + reports[1].duplicates;
      expect([accepted, duplicates]).toEqual([6_000, 6_000]);
      for (const report of reports) {
        expect(report).toMatchObject({ rejected: 0 });
        expect(report.accepted + report.duplicates).toBe(6_000);
      }
      expect(await denseOrdinals(sql, assessment.id)).toBe(6_000);
      const seen = await outcomeOf(calm, assessment, await score(calm, assessment));
      expect(apartFromArrival(seen)).toEqual(apartFromArrival(expected));
    });
  });

  test("sent from both ends at once is stored once, whichever way the two meet", async () => {
    const options = { responses: 6_000, isEmpty: true, limits: { batchSize: 500 } };
    await withScene(options, async ({ shaky, sql, calm, assessment, responses, expected }) => {
      const [one, other] = await Promise.all([
        givenResponses(await shaky(), assessment, responses),
        givenResponses(await shaky(), assessment, responses.toReversed()),
      ]);
      expect(one.accepted + other.accepted).toBe(6_000);
      expect(one.duplicates + other.duplicates).toBe(6_000);
      expect(await denseOrdinals(sql, assessment.id)).toBe(6_000);
      const seen = await outcomeOf(calm, assessment, await score(calm, assessment));
      expect(apartFromArrival(seen)).toEqual(apartFromArrival(expected));
    });
  });
});

describe("a revision with more items, defined while responses stream in", () => {
  const grownForm = {
    ...mixedForm,
    items: [
      ...mixedForm.items,
      { id: "essay", type: "text", key: ["42"] },
      { id: "late", type: "single_choice", options: ["A", "B"], key: "A" },
    ],
  };

  test("widens the rows that come after it, and all score under both revisions", async () => {
    await withScene({ responses: 2_000, isEmpty: true }, async (scene) => {
      const { shaky, sql, calm, assessment, responses, expected } = scene;
      const servers = [await shaky(), await shaky()];
      const half = responses.slice(0, 1_000);
      await givenResponses(calm, assessment, half.slice(0, 300));
      const [, , defined] = await Promise.all([
        givenResponses(servers[0] ?? calm, assessment, half),
        Promise.all(
          responses.slice(1_000, 1_500).map(async (response) => {
            must(await submitResponse(servers[1] ?? calm, { ...assessment, response }));
          }),
        ),
        defineAssessment(calm, { ...assessment, definition: grownForm, ifMatch: null }),
      ]);
      expect(must(defined)).toMatchObject({ outcome: "revised", revision: 2 });
      // Old rows sent again are no conflict, and the rest is stored wider.
      const report = await givenResponses(calm, assessment, responses);
      expect(report).toMatchObject({ accepted: 500, duplicates: 1_500, rejected: 0 });
      expect(await denseOrdinals(sql, assessment.id)).toBe(2_000);
      const lengths = await sql`
        select distinct length(answers) as length from responses
        where assessment = (select key from assessments where id = ${assessment.id})`;
      expect(lengths).toHaveLength(2);

      const old = await score(calm, { ...assessment, revision: 1 });
      expect(old.run).toMatchObject({ status: "succeeded", revision: 1, counts: { failed: 0 } });
      const underOld = await outcomeOf(calm, assessment, old);
      expect(apartFromArrival(underOld)).toEqual(apartFromArrival(expected));

      const grown = await score(calm, { ...assessment, revision: 2 });
      expect(grown.run).toMatchObject({
        status: "succeeded",
        revision: 2,
        counts: { scored: 2_000 },
      });
      const underNew = await outcomeOf(calm, assessment, grown);
      // As if all had been sent to the grown form: what nobody said earns nothing either way.
      const twin = await givenAssessment(calm, grownForm);
      await givenResponses(calm, twin, responses);
      const all = await outcomeOf(calm, twin, await score(calm, twin));
      expect(pointsOf(underNew)).toEqual(pointsOf(all));
    });
  });
});

/** What may not depend on the order in which responses came in. */
function apartFromArrival({ summary, results }: Outcome): unknown {
  return { summary, results: byCandidate(results).map((result) => ({ ...result, ordinal: 0 })) };
}

function pointsOf({ results }: Outcome): unknown {
  return byCandidate(results).map(({ candidate, points }) => [candidate, points]);
}

function byCandidate(results: string) {
  const all = JSON.parse(results) as { candidate: string; points: number | null }[];
  return all.toSorted((a, b) => (a.candidate < b.candidate ? -1 : 1));
}
