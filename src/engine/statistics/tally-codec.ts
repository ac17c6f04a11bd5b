/**
 * A tally as bytes for storage. Counters are mostly zero, so runs of zeros are
 * written as their length; numbers are LEB128 (seven bits a byte, low first).
 *
 *     version · length of the head · head (JSON) · histogram · cells · tests ·
 *     length and bytes of each group's tally
 *
 * @module
 */

import type { Plan } from "../scoring/plan.ts";
import { ByteReader, ByteWriter } from "./leb128.ts";
import type { Moments } from "./moments.ts";
import { emptyTally, type Tally } from "./tally.ts";
import type { TestTally } from "./test-tally.ts";

/** Raised also where the same bytes would mean something else: levels, maxima, what counts. */
const VERSION = 3;

export function encodeTally(tally: Tally): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(headOf(tally)));
  const bytes = new ByteWriter();
  bytes.number(VERSION);
  bytes.number(head.length);
  bytes.all(head);
  writeCounts(bytes, tally.histogram);
  writeCells(bytes, tally);
  for (const test of tally.tests) for (const counts of arraysOf(test)) writeCounts(bytes, counts);
  for (const group of tally.groups) {
    const own = encodeTally(group);
    bytes.number(own.length);
    bytes.all(own);
  }
  return bytes.taken();
}

/** Whether the bytes are of this version of the codec; others cannot be read, and are counted anew. */
export function isReadableTally(stored: Uint8Array): boolean {
  return stored[0] === VERSION;
}

/** @throws RangeError when the bytes are not a tally of this plan. */
export function decodeTally(plan: Plan, stored: Uint8Array): Tally {
  return decode(stored, emptyTally(plan));
}

function decode(stored: Uint8Array, empty: Tally): Tally {
  const bytes = new ByteReader(stored);
  if (bytes.number() !== VERSION) throw new RangeError("a tally of another version");
  const head = JSON.parse(new TextDecoder().decode(bytes.take(bytes.number()))) as Head;
  readCounts(bytes, empty.histogram);
  readCounts(bytes, empty.cells);
  for (const test of empty.tests) for (const counts of arraysOf(test)) readCounts(bytes, counts);
  const groups = empty.groups.map((group) => decode(bytes.take(bytes.number()), group));
  return {
    ...empty,
    responses: head.responses,
    failed: head.failed,
    provisional: head.provisional ?? 0,
    incomplete: head.incomplete,
    remainders: head.remainders.map(BigInt),
    total: momentsOf(head.total),
    scales: head.scales.map(momentsOf),
    tests: empty.tests.map((test, index) => withMoments(test, head.tests?.[index] ?? null)),
    thetas: head.thetas?.map(momentsOf) ?? empty.thetas,
    bands: head.bands,
    gates: head.gates ?? empty.gates,
    groups,
    digest: Uint32Array.from(head.digest),
  };
}

/** BigInts travel as decimal text; the extremes of nothing as null. */
interface Head {
  readonly responses: number;
  readonly failed: number;
  /** Left out where there are none. */
  readonly provisional?: number;
  readonly incomplete: number;
  readonly remainders: string[];
  readonly total: StoredMoments;
  readonly scales: StoredMoments[];
  /** Left out where a definition has no scales. */
  readonly tests?: (readonly [StoredMoments, StoredMoments] | null)[];
  /** Left out where a definition has none. */
  readonly thetas?: StoredMoments[];
  readonly bands: number[][];
  /** Left out where a definition has none. */
  readonly gates?: number[][];
  readonly digest: number[];
}

interface StoredMoments {
  readonly n: number;
  readonly sum: string;
  readonly squares: string;
  readonly range: readonly [number, number] | null;
}

function headOf(tally: Tally): Head {
  return {
    responses: tally.responses,
    failed: tally.failed,
    ...(tally.provisional === 0 ? {} : { provisional: tally.provisional }),
    incomplete: tally.incomplete,
    remainders: tally.remainders.map(String),
    total: storedMoments(tally.total),
    scales: tally.scales.map(storedMoments),
    ...(tally.tests.length === 0 ? {} : { tests: tally.tests.map(storedTest) }),
    ...(tally.thetas.length === 0 ? {} : { thetas: tally.thetas.map(storedMoments) }),
    bands: tally.bands.map((counts) => [...counts]),
    ...(tally.gates.length === 0 ? {} : { gates: tally.gates.map((counts) => [...counts]) }),
    digest: [...tally.digest],
  };
}

function storedMoments({ n, sum, squares, min, max }: Moments): StoredMoments {
  return { n, sum: `${sum}`, squares: `${squares}`, range: n === 0 ? null : [min, max] };
}

function momentsOf({ n, sum, squares, range }: StoredMoments): Moments {
  const [min, max] = range ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return { n, sum: BigInt(sum), squares: BigInt(squares), min, max };
}

function storedTest(test: TestTally | null): readonly [StoredMoments, StoredMoments] | null {
  if (test === null) return null;
  const [complete, partial] = test.moments;
  return [storedMoments(complete), storedMoments(partial)];
}

function withMoments(
  test: TestTally | null,
  stored: readonly [StoredMoments, StoredMoments] | null,
): TestTally | null {
  if (test === null || stored === null) return test;
  return { ...test, moments: [momentsOf(stored[0]), momentsOf(stored[1])] };
}

type Counts = Uint32Array | Float64Array;

function arraysOf(test: TestTally | null): Counts[] {
  return test === null ? [] : [test.histogram, test.counts, test.low, test.high];
}

/** Pairs of (zeros before it, count); a last run of zeros is left out. */
function writeCounts(bytes: ByteWriter, counts: Counts): void {
  const runs = new RunWriter(bytes, filledOf(counts));
  runs.all(counts);
}

/** As counts are: a bin without results, as most are in a small run, has none anywhere. */
function writeCells(bytes: ByteWriter, { histogram, cells }: Tally): void {
  const stride = cells.length / histogram.length;
  const binOf = (bin: number) => cells.subarray(bin * stride, (bin + 1) * stride);
  const bins = [...histogram.keys()].filter((bin) => histogram[bin] !== 0);
  const filled = bins.reduce((sum, bin) => sum + filledOf(binOf(bin)), 0);
  const runs = new RunWriter(bytes, filled);
  let next = 0;
  for (const bin of bins) {
    runs.zeros((bin - next) * stride);
    runs.all(binOf(bin));
    next = bin + 1;
  }
}

function filledOf(counts: Counts): number {
  let filled = 0;
  for (let index = 0; index < counts.length; index++) if (counts[index] !== 0) filled++;
  return filled;
}

class RunWriter {
  #zeros = 0;
  readonly bytes: ByteWriter;

  constructor(bytes: ByteWriter, filled: number) {
    this.bytes = bytes;
    bytes.number(filled);
  }

  zeros(count: number): void {
    this.#zeros += count;
  }

  all(counts: Counts): void {
    let zeros = this.#zeros;
    for (let index = 0; index < counts.length; index++) {
      const count = counts[index] as number;
      if (count === 0) {
        zeros++;
        continue;
      }
      this.bytes.number(zeros);
      this.bytes.number(count);
      zeros = 0;
    }
    this.#zeros = zeros;
  }
}

function readCounts(bytes: ByteReader, counts: Counts): void {
  let index = 0;
  for (let filled = bytes.number(); filled > 0; filled--) {
    index += bytes.number();
    if (index >= counts.length) throw new RangeError("a tally of another form");
    counts[index++] = bytes.number();
  }
}
