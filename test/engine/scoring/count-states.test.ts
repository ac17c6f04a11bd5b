import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { countStates } from "#engine/scoring/count-states.ts";

import { encodeBatch, givenForm, tallied } from "./encoded-batch.ts";

/** A letter an item: what is sent for it. */
const SENT = ["A", "-", "_", "n", "p", "E", "U"] as const;

const STATES: Readonly<Record<string, string>> = {
  n: "not_presented",
  p: "not_applicable",
  U: "omitted",
};

/** An item of each width, so that blanks lie in rows and among levels. */
const kinds = [
  { type: "single_choice", options: ["A", "B"], key: "A", blank: 0.5 },
  { type: "multiple_choice", options: ["A", "B"], key: ["A"], emptyMeans: "omitted" },
  { type: "text", key: ["A"], blank: -0.25 },
] as const;

const formOf = (size: number, trailingBlanks: string, absentMeans = "omitted") => ({
  items: Array.from({ length: size }, (_, index) => ({ id: `q${index}`, ...kinds[index % 3] })),
  absentMeans,
  trailingBlanks,
});

/** A answered, - null, _ absent, n not presented, p not applicable, E an empty set, U state omitted. */
function responseOf(pattern: string, candidate = "c") {
  const answers: Record<string, unknown> = {};
  const states: Record<string, string> = {};
  for (const [index, sent] of pattern.split("").entries()) {
    const id = `q${index}`;
    const state = STATES[sent];
    const isSet = index % 3 === 1;
    if (state !== undefined) states[id] = state;
    else if (sent === "A") answers[id] = isSet ? ["A"] : "A";
    else if (sent === "E") answers[id] = isSet ? [] : null;
    else if (sent === "-") answers[id] = null;
  }
  return { candidate, answers, states };
}

function countsOf(pattern: string, trailingBlanks: string, absentMeans?: string): string {
  const form = givenForm(formOf(pattern.length, trailingBlanks, absentMeans));
  const counts = countStates(form.plan, encodeBatch(form, [responseOf(pattern)]).rows);
  const { answered, omitted, notReached, notPresented, notApplicable } = counts;
  return [answered, omitted, notReached, notPresented, notApplicable].join();
}

describe("states: answered, omitted, not reached, not presented, not applicable", () => {
  test.each([
    // By trailingBlanks not_reached; then omitted.
    ["AAA", "3,0,0,0,0", "3,0,0,0,0"],
    ["AA-", "2,1,0,0,0", "2,1,0,0,0"],
    ["A--", "1,1,1,0,0", "1,2,0,0,0"],
    ["A---", "1,1,2,0,0", "1,3,0,0,0"],
    ["-A--", "1,2,1,0,0", "1,3,0,0,0"],
    ["--A-", "1,3,0,0,0", "1,3,0,0,0"],
    ["---", "0,1,2,0,0", "0,3,0,0,0"],
    ["-", "0,1,0,0,0", "0,1,0,0,0"],
    ["A_U", "1,1,1,0,0", "1,2,0,0,0"],
    ["AnpA", "2,0,0,1,1", "2,0,0,1,1"],
    // What was not shown neither ends the blanks nor is one.
    ["A-n-", "1,1,1,1,0", "1,2,0,1,0"],
    ["An--", "1,1,1,1,0", "1,2,0,1,0"],
    ["A--p", "1,1,1,0,1", "1,2,0,0,1"],
    ["nnn", "0,0,0,3,0", "0,0,0,3,0"],
    // An empty set that means omitted is a blank.
    ["AEE", "1,1,1,0,0", "1,2,0,0,0"],
  ])("%s", (pattern, notReached, omitted) => {
    expect(countsOf(pattern, "not_reached")).toBe(notReached);
    expect(countsOf(pattern, "omitted")).toBe(omitted);
  });

  test("an absent item is not presented where the definition says so", () => {
    expect(countsOf("A-_-", "not_reached", "not_presented")).toBe("1,1,1,1,0");
    expect(countsOf("A___", "not_reached", "not_presented")).toBe("1,0,0,3,0");
  });

  test("items that a row is too short for were not presented", () => {
    const { plan } = givenForm(formOf(3, "not_reached"));
    expect(countStates(plan, Uint8Array.of(8))).toMatchObject({ answered: 1, notPresented: 2 });
  });
});

const patterns = fc.array(
  fc.string({ unit: fc.constantFrom(...SENT), minLength: 7, maxLength: 7 }),
  {
    minLength: 1,
    maxLength: 12,
  },
);

test("every item is in one state, and the joint counts tell them apart by item", () => {
  fc.assert(
    fc.property(patterns, fc.constantFrom("omitted", "not_presented"), (rows, absentMeans) => {
      const form = givenForm(formOf(7, "not_reached", absentMeans));
      const responses = rows.map((pattern, index) => responseOf(pattern, `${index}`));
      const batch = encodeBatch(form, responses);
      const before = batch.rows.slice();
      const plain = rows.map((pattern) => plainStates(pattern, absentMeans));

      const { rowLength, cells } = form.plan;
      for (const [index, states] of plain.entries()) {
        const row = batch.rows.subarray(index * rowLength, (index + 1) * rowLength);
        expect(countStates(form.plan, row)).toEqual(tableOf(states));
      }
      const tally = tallied(form, responses, [5]);
      for (const [item, start] of cells.starts.entries()) {
        let notReached = 0;
        for (let bin = 0; bin < cells.blocks * cells.binCount; bin++) {
          notReached += tally.cells[bin * cells.stride + start + 6] ?? 0;
        }
        expect(notReached).toBe(plain.filter((states) => states[item] === "notReached").length);
      }
      expect(batch.rows).toEqual(before);
    }),
    { numRuns: 300 },
  );
});

test("what was not reached is worth what is omitted, in every count but the states", () => {
  fc.assert(
    fc.property(patterns, (rows) => {
      const responses = rows.map((pattern, index) => responseOf(pattern, `${index}`));
      const [reached, not] = ["omitted", "not_reached"].map((trailingBlanks) =>
        tallied(givenForm(formOf(7, trailingBlanks)), responses, [5]),
      );
      expect({ ...not, cells: null }).toEqual({ ...reached, cells: null } as never);
    }),
    { numRuns: 100 },
  );
});

/** By the words of the rule: the first blank after the last answer is omitted, the others not reached. */
function plainStates(pattern: string, absentMeans: string): string[] {
  const states: string[] = pattern.split("").map((sent) => {
    if (sent === "A") return "answered";
    if (sent === "p") return "notApplicable";
    if (sent === "n" || (sent === "_" && absentMeans === "not_presented")) return "notPresented";
    return "omitted";
  });
  const last = states.lastIndexOf("answered");
  const trailing = [...states.keys()].filter((at) => at > last && states[at] === "omitted");
  for (const at of trailing.slice(1)) states[at] = "notReached";
  return states;
}

function tableOf(states: readonly string[]) {
  const names = ["answered", "omitted", "notReached", "notPresented", "notApplicable", "pending"];
  return Object.fromEntries(
    names.map((name) => [name, states.filter((state) => state === name).length]),
  ) as never;
}
