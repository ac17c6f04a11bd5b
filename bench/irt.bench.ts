/**
 * Estimates of ability alone, against a plain implementation, on Bun and on
 * Node; and whole runs with them, against the same without.
 *
 * @module
 */

import { measureRuns, type RunWithAbility } from "./irt/whole-run.ts";
import type { IrtTimes } from "./kernel/irt-times.ts";
import { onBothRuntimes, type OnBoth } from "./support/on-both-runtimes.ts";
import { type ScratchPostgres, startScratchPostgres } from "./support/scratch-postgres.ts";
import {
  atMost,
  type BenchOptions,
  type Goal,
  milliseconds,
  number,
  type Section,
  type Table,
} from "./support/section.ts";

const MOST_SECONDS_PER_MILLION = 1.5;
/** MiB: as much as the estimates of a million responses, which are made six times over. */
const MOST_GROWN = 16;

export async function irtBench({ small }: BenchOptions): Promise<Section> {
  const count = small ? 50_000 : 1_000_000;
  const entry = new URL("./kernel/time-irt.ts", import.meta.url);
  const kernel = await onBothRuntimes<IrtTimes>(entry, [count]);
  const database = await startScratchPostgres();
  try {
    const runs: RunWithAbility[] = [];
    for (const scored of small ? [10_000] : [100_000, 1_000_000]) {
      runs.push(await measureRuns(database, scored));
    }
    return report({ count, kernel, runs, database });
  } finally {
    await database.stop();
  }
}

interface Measured {
  readonly count: number;
  readonly kernel: OnBoth<IrtTimes>;
  readonly runs: readonly RunWithAbility[];
  readonly database: ScratchPostgres;
}

function report({ count, kernel, runs, database }: Measured): Section {
  const { bun, node, nodeVersion } = kernel;
  const rows = [rowOf(`Bun ${Bun.version}`, bun)];
  const goals = [
    atMost(
      "Bun: 1,000,000 responses in at most 1.5 s",
      (bun.engine / count) * 1_000,
      MOST_SECONDS_PER_MILLION,
      " s",
    ),
    flatMemory("Bun", bun),
    sameAsPlain(bun),
  ];
  if (node !== null) {
    rows.push(rowOf(`Node ${nodeVersion}`, node));
    goals.push(flatMemory("Node", node), sameBytes(bun, node));
  }
  return {
    title: "Ability",
    about: `EAP of ${number(count)} responses × 40 items (2PL), 61 nodes, 2% missing, in batches of 5,000, against a plain implementation that multiplies item by item. Medians of five; the plain one once over a tenth, times ten. Then POST /score over HTTP until its summary, on PostgreSQL (${database.settings}), of the same responses under a form without abilities and under one with, which estimates and stores them; 4% missing, results empty at the start. Medians.`,
    tables: [{ head: ["", "engine", "plain", "ratio", "memory grown"], rows }, runsTable(runs)],
    goals,
    versions: [...(node === null ? [] : [`Node ${nodeVersion}`]), database.version],
  };
}

function runsTable(runs: readonly RunWithAbility[]): Table {
  return {
    head: ["responses", "whole run", "with EAP", "ratio"],
    rows: runs.map(({ count, plain, withEap }) => [
      number(count),
      milliseconds(plain),
      milliseconds(withEap),
      `${number(withEap / plain)}×`,
    ]),
  };
}

function rowOf(name: string, { engine, plain, grown }: IrtTimes): string[] {
  const ratio = `${number(plain / engine)}×`;
  return [name, milliseconds(engine), milliseconds(plain), ratio, `${number(grown)} MiB`];
}

function flatMemory(runtime: string, { grown }: IrtTimes): Goal {
  const goal = `${runtime}: memory flat, grown by at most ${MOST_GROWN} MiB`;
  return atMost(goal, grown, MOST_GROWN, " MiB");
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
