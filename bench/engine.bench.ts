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

export async function engineBench({ small }: BenchOptions): Promise<Section> {
  const count = small ? 50_000 : 1_000_000;
  const entry = new URL("./kernel/time-kernel.ts", import.meta.url);
  return report(count, await onBothRuntimes<KernelTimes>(entry, count));
}

function report(count: number, { bun, node, nodeVersion }: OnBoth<KernelTimes>): Section {
  const rows = [rowOf(`Bun ${Bun.version}`, bun)];
  const goals = goalsOf(bun);
  if (node !== null) {
    rows.push(rowOf(`Node ${nodeVersion}`, node));
    goals.push(
      atMost(
        "Node, totals: its ratio over Bun's",
        ratio(node.totals, node) / ratio(bun.totals, bun),
        1.5,
      ),
      atMost(
        "Node, all counts: its ratio over Bun's",
        ratio(node.counts, node) / ratio(bun.counts, bun),
        1.5,
      ),
    );
  }
  return {
    title: "Engine",
    about: `${number(count)} responses × ${ITEM_COUNT} items of four options, in batches of 5,000, against a loop that sums the same bytes. Medians.`,
    tables: [{ head: ["", "bare sum", "totals", "ratio", "all counts", "ratio"], rows }],
    goals,
    versions: node === null ? [] : [`Node ${nodeVersion}`],
  };
}

function goalsOf(times: KernelTimes): Goal[] {
  return [
    atMost(`Bun, totals: at most 4× the bare sum`, ratio(times.totals, times), 4),
    atMost(`Bun, all counts: at most 10× the bare sum`, ratio(times.counts, times), 10),
  ];
}

function rowOf(name: string, times: KernelTimes): string[] {
  const { bareSum, totals, counts } = times;
  return [
    name,
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
