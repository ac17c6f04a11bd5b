/**
 * The engine alone, against a bare loop over the same bytes, on Bun and on Node.
 *
 * @module
 */

import type { KernelTimes } from "./kernel/kernel-times.ts";
import { ITEM_COUNT } from "./support/exam.ts";
import { onBothRuntimes, type OnBoth } from "./support/on-both-runtimes.ts";
import {
  atMost,
  type BenchOptions,
  type Goal,
  milliseconds,
  number,
  type Section,
} from "./support/section.ts";

/** Names that the timing program knows. */
const FORMS = ["plain", "scales", "sets"] as const;
type FormTimes = Readonly<Record<(typeof FORMS)[number], KernelTimes>>;

/** How much slower the form with scales may be: beside what the plain one was before there were any. */
const ROOM_FOR_SCALES = 1.15;
/** Ratios of the plain form on 2026-11-23. */
const BEFORE_SCALES = { totals: 2.37, counts: 7.96 } as const;

export async function engineBench({ small }: BenchOptions): Promise<Section> {
  const count = small ? 50_000 : 1_000_000;
  const entry = new URL("./kernel/time-kernel.ts", import.meta.url);
  // A process for each form, so that neither warms up the engine for the other.
  const plain = await onBothRuntimes<KernelTimes>(entry, [count, "plain"]);
  const scales = await onBothRuntimes<KernelTimes>(entry, [count, "scales"]);
  const sets = await onBothRuntimes<KernelTimes>(entry, [count, "sets"]);
  return report(count, {
    bun: { plain: plain.bun, scales: scales.bun, sets: sets.bun },
    node:
      plain.node === null || scales.node === null || sets.node === null
        ? null
        : { plain: plain.node, scales: scales.node, sets: sets.node },
    nodeVersion: plain.nodeVersion,
  });
}

function report(count: number, { bun, node, nodeVersion }: OnBoth<FormTimes>): Section {
  const versions = node === null ? [] : [`Node ${nodeVersion}`];
  const rows = [
    ...rowsOf(`Bun ${Bun.version}`, bun),
    ...versions.flatMap((version) => (node === null ? [] : rowsOf(version, node))),
  ];
  return {
    title: "Engine",
    about: `${number(count)} responses × ${ITEM_COUNT} items, in batches of 5,000, against a loop that sums the same bytes. The plain form has items of four options; “scales” has five scoring rules, eight items each, and three scales with a set of bands each; in “sets” one of the rules is of several options, whose answers take two bytes. Medians.`,
    tables: [{ head: ["", "form", "bare sum", "totals", "ratio", "all counts", "ratio"], rows }],
    goals: [...goalsOf(bun), ...(node === null ? [] : nodeGoals(bun.plain, node.plain))],
    versions,
  };
}

function goalsOf({ plain, scales }: FormTimes): Goal[] {
  const { totals, counts } = BEFORE_SCALES;
  return [
    atMost("Bun, totals: at most 4× the bare sum", ratio(plain.totals, plain), 4),
    atMost("Bun, all counts: at most 10× the bare sum", ratio(plain.counts, plain), 10),
    withinRoom("totals", ratio(scales.totals, scales), totals),
    withinRoom("all counts", ratio(scales.counts, scales), counts),
  ];
}

function withinRoom(what: string, measured: number, before: number): Goal {
  const goal = `Bun, ${what} with scales: at most ${ROOM_FOR_SCALES}× the plain form's ${before}× of before`;
  return atMost(goal, measured / before, ROOM_FOR_SCALES);
}

function nodeGoals(bun: KernelTimes, node: KernelTimes): Goal[] {
  const over = (of: "totals" | "counts") => ratio(node[of], node) / ratio(bun[of], bun);
  return [
    atMost("Node, totals: its ratio over Bun's", over("totals"), 1.5),
    atMost("Node, all counts: its ratio over Bun's", over("counts"), 1.5),
  ];
}

/** One row a form, and the quotient of their ratios. */
function rowsOf(name: string, times: FormTimes): string[][] {
  const { plain, scales } = times;
  const quotient = (of: "totals" | "counts") =>
    `${number(ratio(scales[of], scales) / ratio(plain[of], plain))}×`;
  return [
    ...FORMS.map((form) => rowOf([name, form], times[form])),
    [name, "scales / plain", "", "", quotient("totals"), "", quotient("counts")],
  ];
}

function rowOf(names: readonly string[], times: KernelTimes): string[] {
  const { bareSum, totals, counts } = times;
  return [
    ...names,
    milliseconds(bareSum),
    milliseconds(totals),
    `${number(ratio(totals, times))}×`,
    milliseconds(counts),
    `${number(ratio(counts, times))}×`,
  ];
}

function ratio(time: number, { bareSum }: KernelTimes): number {
  return time / bareSum;
}
