/**
 * What the whole-run bench reports.
 *
 * @module
 */

import type { SqlBaseline } from "../baselines/sql-scoring.ts";
import { ITEM_COUNT } from "../support/exam.ts";
import type { ScratchPostgres } from "../support/scratch-postgres.ts";
import {
  atLeast,
  atMost,
  type Goal,
  milliseconds,
  number,
  type Section,
} from "../support/section.ts";

/** Milliseconds, of as many responses; memory in MiB. */
export interface WholeRun extends Readonly<Record<SqlBaseline, number>> {
  readonly count: number;
  readonly assay: number;
  /** On the embedded database. */
  readonly embedded: number;
  readonly peakMemory: number;
  /** The same of a form with scales, beside ready rows with as many. */
  readonly withScales: { readonly assay: number; readonly readyRows: number };
}

/** How much slower a form with scales may be: beside what the plain one was before there were any. */
const ROOM_FOR_SCALES = 1.15;
/** Ratios of Assay to (a) on 2026-11-23, by number of responses. */
const BEFORE_SCALES = new Map([
  [10_000, 2.56],
  [100_000, 1.49],
  [1_000_000, 1.1],
]);

export function wholeRunSection(
  runs: readonly WholeRun[],
  { version, settings }: ScratchPostgres,
): Section {
  return {
    title: "Whole run",
    about: `POST /score over HTTP until its summary, ${ITEM_COUNT} items, on PostgreSQL (${settings}). Every run writes a row a response into the results table, or its twin with the same indexes, empty at the start: (a) ready rows, only inserted; (b) one statement over answers as jsonb, the faster of look-up and unfolding; (c) one statement over a row per answer. All give the same points. The form with scales has five scoring rules and three scales with a set of bands each; (a) is then of the results that it gives. Medians.`,
    tables: [
      {
        head: ["responses", "Assay", "(a)", "(b)", "(c)", "Assay/(a)", "(b)/Assay", "(c)/Assay"],
        rows: runs.map((run) => [
          number(run.count),
          ...[run.assay, run.readyRows, jsonb(run), run.answerRows].map(milliseconds),
          ...[ratioOf(run), jsonb(run) / run.assay, run.answerRows / run.assay].map(
            (ratio) => `${number(ratio)}×`,
          ),
        ]),
      },
      {
        head: ["responses", "Assay, with scales", "(a)", "Assay/(a)", "scales / plain"],
        rows: runs.map((run) => [
          number(run.count),
          ...[run.withScales.assay, run.withScales.readyRows].map(milliseconds),
          ...[ratioOf(run.withScales), ratioOf(run.withScales) / ratioOf(run)].map(
            (ratio) => `${number(ratio)}×`,
          ),
        ]),
      },
      {
        head: ["responses", "Assay's peak memory", "Assay on PGlite"],
        rows: runs.map(({ count, peakMemory, embedded }) => [
          number(count),
          `${number(peakMemory)} MiB`,
          milliseconds(embedded),
        ]),
      },
    ],
    goals: [...runs.flatMap(goalsOf), memoryGoal(runs)],
    remarks: remarksOn(runs),
    versions: [version],
  };
}

function jsonb({ jsonbAnswers, jsonbUnfolded }: WholeRun): number {
  return Math.min(jsonbAnswers, jsonbUnfolded);
}

function ratioOf({ assay, readyRows }: WholeRun["withScales"]): number {
  return assay / readyRows;
}

function goalsOf(run: WholeRun): Goal[] {
  const count = number(run.count);
  return [
    atMost(`${count}: at most 1.8× (a)`, ratioOf(run), 1.8),
    ...goalOfScales(run),
    atLeast(`${count}: at least 5× faster than (b)`, jsonb(run) / run.assay, 5),
    atLeast(`${count}: at least 5× faster than (c)`, run.answerRows / run.assay, 5),
  ];
}

function goalOfScales({ count, withScales }: WholeRun): Goal[] {
  const before = BEFORE_SCALES.get(count);
  if (before === undefined) return [];
  const goal = `${number(count)}, with scales: at most ${ROOM_FOR_SCALES}× the plain form's ${before}× (a) of before`;
  return [atMost(goal, ratioOf(withScales) / before, ROOM_FOR_SCALES)];
}

/** All four write the same rows under the same two indexes, and that is most of what three of them do. */
function remarksOn(runs: readonly WholeRun[]): string[] {
  const largest = runs.at(-1);
  const smallest = runs[0];
  if (largest === undefined || smallest === undefined) return [];
  const share = (largest.readyRows / largest.assay) * 100;
  const bound = jsonb(largest) / largest.readyRows;
  return [
    `At ${number(largest.count)} responses, inserting rows that are ready takes ${number(share)}% of the time that Assay takes to score and insert them, so what is left to win is in the insert. Whoever writes that table no faster than (a) can be at most ${number(bound)}× faster than (b); above that, lanes would have to insert faster side by side than (a) does alone.`,
    `At ${number(smallest.count)} responses a run is ten batches: ten reads and as many inserts, each committed to disk by itself, where (a), (b) and (c) are one statement and one commit. That is what a run pays for progress, for retrying a batch and for going on after a crash.`,
  ];
}

function memoryGoal(runs: readonly WholeRun[]): Goal {
  const smallest = runs[0];
  const largest = runs.at(-1);
  if (smallest === undefined || largest === undefined) throw new RangeError("no runs to report");
  const goal = `memory from ${number(smallest.count)} to ${number(largest.count)}: at most 64 MiB more`;
  return atMost(goal, largest.peakMemory - smallest.peakMemory, 64, " MiB");
}
