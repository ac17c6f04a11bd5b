import { expect, test } from "bun:test";

import fc from "fast-check";

import { explainResult } from "#engine/explain/explain-result.ts";
import { readResult } from "#engine/scoring/read-result.ts";

import { encodeBatch, givenForm } from "../scoring/encoded-batch.ts";

const items = Array.from({ length: 6 }, (_, at) => ({
  id: `q${at}`,
  type: "single_choice",
  options: ["A", "B"],
  key: "A",
}));
const NAMES = {
  answered: "answered",
  omitted: "omitted",
  notReached: "not_reached",
  notPresented: "not_presented",
  notApplicable: "not_applicable",
} as const;
const cell = fc.constantFrom("B", null, "not_presented", "not_applicable");

test.each(["omitted", "not_reached"])(
  "an explanation names as many of each state as the result counts: blanks at the end are %s",
  (trailingBlanks) => {
    const given = givenForm({ items, trailingBlanks });
    const { plan, layout } = given;
    fc.assert(
      fc.property(fc.array(cell, { minLength: 6, maxLength: 6 }), (cells) => {
        const named = cells.map((value, at): [string, string | null] => [`q${at}`, value]);
        const isState = ([, value]: [string, string | null]) => value?.startsWith("not_") === true;
        const answers = Object.fromEntries(named.filter((one) => !isState(one)));
        const states = Object.fromEntries(named.filter(isState));
        const { rows: row } = encodeBatch(given, [{ candidate: "c", answers, states }]);
        const shown = cells.filter((value) => value === null || value === "B").length;
        const stored = { points: 0, maxPoints: shown * 1_000_000, scales: [] };
        const about = {
          revision: 1,
          definitionHash: null,
          layout,
          row,
          stored,
          texts: [],
          ratings: [],
        };
        const traced = explainResult(plan, about).items.map(({ state }) => state);
        for (const [counted, name] of Object.entries(NAMES)) {
          const { states: counts } = readResult(plan, row, stored);
          const inTrace = traced.filter((state) => state === name).length;
          expect(`${name} ${inTrace}`).toBe(`${name} ${counts[counted as keyof typeof NAMES]}`);
        }
        // Blanks that were not reached come last, whatever was not shown between them.
        const blanks = traced.filter((state) => state === "omitted" || state === "not_reached");
        expect(blanks.lastIndexOf("omitted")).toBeLessThan(
          blanks.includes("not_reached") ? blanks.indexOf("not_reached") : blanks.length,
        );
      }),
    );
  },
);
