/**
 * Estimates of ability alone, against a plain implementation, on Bun and on
 * Node.
 *
 * @module
 */

import type { IrtTimes } from "./kernel/irt-times.ts";
import { onBothRuntimes, type OnBoth } from "./support/on-both-runtimes.ts";
import {
  atMost,
  type BenchOptions,
  type Goal,
  milliseconds,
  number,
  type Section,
} from "./support/section.ts";

const MOST_SECONDS_PER_MILLION = 1.5;

export async function irtBench({ small }: BenchOptions): Promise<Section> {
  const count = small ? 50_000 : 1_000_000;
  const entry = new URL("./kernel/time-irt.ts", import.meta.url);
  return report(count, await onBothRuntimes<IrtTimes>(entry, [count]));
}

function report(count: number, { bun, node, nodeVersion }: OnBoth<IrtTimes>): Section {
  const rows = [rowOf(`Bun ${Bun.version}`, bun)];
  const goals = [
    atMost(
      "Bun: 1,000,000 responses in at most 1.5 s",
      (bun.engine / count) * 1_000,
      MOST_SECONDS_PER_MILLION,
      " s",
    ),
    sameAsPlain(bun),
  ];
  if (node !== null) {
    rows.push(rowOf(`Node ${nodeVersion}`, node));
    goals.push(sameBytes(bun, node));
  }
  return {
    title: "Ability",
    about: `EAP of ${number(count)} responses × 40 items (2PL), 61 nodes, 2% missing, in batches of 5,000, against a plain implementation that multiplies item by item. Medians of five; the plain one once over a tenth, times ten.`,
    tables: [{ head: ["", "engine", "plain", "ratio", "memory grown"], rows }],
    goals,
    versions: node === null ? [] : [`Node ${nodeVersion}`],
  };
}

function rowOf(name: string, { engine, plain, grown }: IrtTimes): string[] {
  const ratio = `${number(plain / engine)}×`;
  return [name, milliseconds(engine), milliseconds(plain), ratio, `${number(grown)} MiB`];
}

function sameAsPlain({ largestDifference }: IrtTimes): Goal {
  return {
    goal: "no theta or standard error differs from the plain one by 1e-10",
    measured: largestDifference.toExponential(1),
    met: largestDifference < 1e-10,
  };
}

function sameBytes(bun: IrtTimes, node: IrtTimes): Goal {
  return {
    goal: "the same bytes on Bun and on Node",
    measured: bun.digest === node.digest ? bun.digest : `${bun.digest} and ${node.digest}`,
    met: bun.digest === node.digest,
  };
}
