import type { Alarm } from "./alarms.ts";
import type { ItemAnalysis } from "./test-analysis.ts";

/** An alarm in words, with the figures that raised it. */
export function alarmEvidence(
  alarm: Alarm,
  { presented, mean }: Pick<ItemAnalysis, "presented" | "mean">,
  nameOf: (code: number) => string,
): string {
  switch (alarm.code) {
    case "likely_miskey":
      return `${nameOf(alarm.option)} goes with the rest of the test more than the key: ${pairOf(alarm)}.`;
    case "tied_options":
      return `${nameOf(alarm.option)} goes with the rest of the test about as the key does: ${pairOf(alarm)}.`;
    case "negative_discrimination":
      return `Who does better on the rest of the test does worse here: r = ${rText(alarm.r)}.`;
    case "key_never_chosen":
      return `None of ${presented} results has the key.`;
    case "no_variance":
      return `All ${presented} results earn the same: ${mean} points.`;
  }
}

function pairOf({ r, keyR }: { readonly r: number; readonly keyR: number }): string {
  return `r = ${rText(r)} against ${rText(keyR)}`;
}

function rText(r: number): string {
  return r.toPrecision(2);
}
