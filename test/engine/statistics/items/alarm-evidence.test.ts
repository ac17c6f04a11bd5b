import { expect, test } from "bun:test";

import { alarmEvidence } from "#engine/statistics/items/alarm-evidence.ts";
import type { Alarm } from "#engine/statistics/items/alarms.ts";

const facts = { option: 9, r: 0.2026, keyR: -0.0371 };

test.each<readonly [Alarm, string]>([
  [
    { code: "likely_miskey", ...facts },
    "B goes with the rest of the test more than the key: r = 0.20 against -0.037.",
  ],
  [
    { code: "tied_options", ...facts },
    "B goes with the rest of the test about as the key does: r = 0.20 against -0.037.",
  ],
  [
    { code: "negative_discrimination", r: -0.4 },
    "Who does better on the rest of the test does worse here: r = -0.40.",
  ],
  [{ code: "key_never_chosen" }, "None of 120 results has the key."],
  [{ code: "no_variance" }, "All 120 results earn the same: 0.5 points."],
])("%o is said in words", (alarm, text) => {
  const nameOf = (code: number) => `${code === 9 ? "B" : "?"}`;
  expect(alarmEvidence(alarm, { presented: 120, mean: 0.5 }, nameOf)).toBe(text);
});
