/**
 * What is counted over all results of a revision. Everything in a tally adds:
 * two tallies of different responses give the tally of both, in any order.
 *
 * @module
 */

import type { Plan } from "../scoring/plan.ts";
import { emptyMoments, type Moments } from "./moments.ts";
import { emptyTestTally, type TestTally } from "./test-tally.ts";

export interface Tally {
  /** Results that count. */
  responses: number;
  /** Results that the revision could not read. */
  failed: number;
  /** Results that still wait for points: everything else here leaves them out, but for the digest. */
  provisional: number;
  /** Results that were not shown every item. */
  incomplete: number;
  /** Results by block and bin of the total, shape [blocks, binCount]. */
  readonly histogram: Uint32Array;
  /** Results by block, bin of the total, item and code, shape [blocks, binCount, stride]. */
  readonly cells: Uint32Array;
  /**
   * Sums of (T - min) mod binWidth by item and code, shape [stride]; what the
   * bins leave out. Empty where every total has its own bin.
   */
  readonly remainders: bigint[];
  /** Of the total, in units. */
  readonly total: Moments;
  /** Of each scale, in what it is counted in. */
  readonly scales: readonly Moments[];
  /** Of each scale as a test of its own; null where the plan has no such. */
  readonly tests: readonly (TestTally | null)[];
  /** Of each entry of the definition's `irt`: finite abilities, in billionths. */
  readonly thetas: readonly Moments[];
  /** Results by band, one array a band set; the last entry counts those in no band. */
  readonly bands: readonly number[][];
  /** Results by gate: passed, not passed, null. */
  readonly gates: readonly number[][];
  /** Of each group of the plan; nothing in a group's own. */
  readonly groups: readonly Tally[];
  /** Sum of a 64-bit hash of every result, as two halves modulo 2^32. */
  readonly digest: Uint32Array;
}

export function emptyTally(plan: Plan): Tally {
  return { ...emptyCounts(plan), groups: plan.groups.map(() => emptyCounts(plan)) };
}

function emptyCounts(plan: Plan): Tally {
  const { binCount, binWidth, blocks, stride } = plan.cells;
  return {
    responses: 0,
    failed: 0,
    provisional: 0,
    incomplete: 0,
    histogram: new Uint32Array(blocks * binCount),
    cells: new Uint32Array(blocks * binCount * stride),
    remainders: binWidth === 1 ? [] : Array.from({ length: stride }, () => 0n),
    total: emptyMoments(),
    scales: plan.scales.map(emptyMoments),
    tests: plan.tests.map((test) => (test === null ? null : emptyTestTally(test))),
    thetas: (plan.definition.irt ?? []).map(emptyMoments),
    bands: plan.bands.map((band) => [...band.labels, "none"].map(() => 0)),
    gates: plan.gates.map(() => [0, 0, 0]),
    groups: [],
    digest: new Uint32Array(2),
  };
}
