/**
 * Adds the responses of a batch to sums over pairs of items.
 *
 * @module
 */

import type { Codes } from "../../scoring/add-up.ts";
import type { Plan } from "../../scoring/plan.ts";
import type { ScoredBatch } from "../../scoring/score-batch.ts";
import { addProducts, type ColumnTile, roomFor } from "./add-products.ts";
import { columnCount, type ColumnSums, type PairSums, triangular } from "./pair-sums.ts";
import { AnswerKind, type PairTable } from "./pair-table.ts";

/** Responses looked at together: their columns stay in the processor's cache. */
const TILE = 512;

/** Settled: every code of every response has a worth. */
export interface PairBatch extends Codes {
  readonly scored: Pick<ScoredBatch, "scales">;
}

/**
 * Call it once for each batch. Responses in which a scale has no value are left
 * out of its sums, as they are of the counts of item analysis.
 * O(responses * columns²) time, and O(columns) for each answer that is missing.
 */
export function addToPairSums(
  plan: Plan,
  table: PairTable,
  sums: PairSums,
  batch: PairBatch,
): void {
  const tile = emptyTile(table);
  const counted = countedResponses(table, batch);
  for (let from = 0; from < counted.length; from += TILE) {
    const responses = counted.subarray(from, from + TILE);
    readCodes(plan, table, batch, { responses, into: tile.codes });
    addTile(table, sums, tile, responses.length);
  }
}

/** Where in the batch they are. */
function countedResponses({ scale }: PairTable, { batch, scored }: PairBatch): Int32Array {
  const values = scale === null ? null : (scored.scales[scale] as Float64Array);
  const counted = new Int32Array(batch.count);
  let count = 0;
  for (let response = 0; response < batch.count; response++) {
    counted[count] = response;
    if (values === null || !Number.isNaN(values[response])) count++;
  }
  return counted.subarray(0, count);
}

interface Tile {
  /** Shape [items, TILE]. */
  readonly codes: Uint16Array;
  readonly columns: Float64Array;
}

function emptyTile(table: PairTable): Tile {
  return {
    codes: new Uint16Array(table.items.length * TILE),
    columns: new Float64Array(roomFor(columnCount(table)) * TILE),
  };
}

interface Reading {
  readonly responses: Int32Array;
  readonly into: Uint16Array;
}

/** Item by item: two loops, each over one kind of array, which engines are faster at. */
function readCodes(
  plan: Plan,
  { places }: PairTable,
  { batch, levels }: Codes,
  { responses, into }: Reading,
): void {
  const { rowLength } = plan;
  const { rows } = batch;
  const stride = plan.wide.count;
  for (const [item, place] of places.entries()) {
    const start = item * TILE;
    if (place >= 0) {
      for (let at = 0; at < responses.length; at++) {
        into[start + at] = rows[(responses[at] as number) * rowLength + place] as number;
      }
      continue;
    }
    for (let at = 0; at < responses.length; at++) {
      into[start + at] = levels[(responses[at] as number) * stride + ~place] as number;
    }
  }
}

function addTile(table: PairTable, sums: PairSums, tile: Tile, count: number): void {
  const { complete, partial, gaps } = sorted(table, tile, count);
  sums.responses += count;
  sums.complete += complete.length;
  sums.gaps += gaps;
  addAnswers(table, sums.full, tile, complete);
  if (partial.length === 0) return;
  const answers = addAnswers(table, sums.partial, tile, partial);
  const missing = new Missing(table, sums);
  for (const [place, response] of partial.entries()) missing.add(tile, response, answers, place);
}

interface Sorted {
  readonly complete: readonly number[];
  readonly partial: readonly number[];
  readonly gaps: number;
}

function sorted({ items, starts, kinds }: PairTable, { codes }: Tile, count: number): Sorted {
  const worst = new Uint8Array(count);
  for (let item = 0; item < items.length; item++) {
    const start = starts[item] as number;
    for (let response = 0; response < count; response++) {
      const kind = kinds[start + (codes[item * TILE + response] as number)] as number;
      if (kind > (worst[response] as number)) worst[response] = kind;
    }
  }
  const complete: number[] = [];
  const partial: number[] = [];
  let gaps = 0;
  for (let response = 0; response < count; response++) {
    const kind = worst[response] as number;
    (kind === AnswerKind.answer ? complete : partial).push(response);
    if (kind === AnswerKind.notShown) gaps++;
  }
  return { complete, partial, gaps };
}

/** @returns The columns that were added up: y of those responses. */
function addAnswers(
  table: PairTable,
  sums: ColumnSums,
  { codes, columns }: Tile,
  responses: readonly number[],
): ColumnTile {
  const { items, firsts } = table;
  for (let item = 0; item < items.length; item++) {
    for (let column = firsts[item] as number; column < (firsts[item + 1] as number); column++) {
      const start = table.columns[column] as number;
      for (let place = 0; place < responses.length; place++) {
        const code = codes[item * TILE + (responses[place] as number)] as number;
        columns[column * TILE + place] = table.answers[start + code] as number;
      }
    }
  }
  const answers = { values: columns, stride: TILE, count: responses.length };
  if (responses.length > 0) addProducts(sums, answers);
  return answers;
}

/** What one incomplete response adds beside its answers. */
class Missing {
  readonly #table: PairTable;
  readonly #sums: PairSums;
  /** What each column of the response at hand is worth: y, or u where its item is missing. */
  readonly #worth: Float64Array;
  /** Items that it lacks. */
  readonly #items: Int32Array;

  constructor(table: PairTable, sums: PairSums) {
    this.#table = table;
    this.#sums = sums;
    this.#worth = new Float64Array(columnCount(table));
    this.#items = new Int32Array(table.items.length);
  }

  add({ codes }: Tile, response: number, answers: ColumnTile, place: number): void {
    const { items, starts, kinds } = this.#table;
    const worth = this.#worth;
    for (let column = 0; column < worth.length; column++) {
      worth[column] = answers.values[column * answers.stride + place] as number;
    }
    let count = 0;
    for (let item = 0; item < items.length; item++) {
      const code = codes[item * TILE + response] as number;
      if (kinds[(starts[item] as number) + code] !== AnswerKind.answer) this.#items[count++] = item;
    }
    const missing = this.#items.subarray(0, count);
    this.#addBeside(missing);
    for (const item of missing) this.#addBlank(item, codes[item * TILE + response] as number);
  }

  /** Before any blank is among what columns are worth. */
  #addBeside(missing: Int32Array): void {
    const { beside, bothMissing } = this.#sums;
    const worth = this.#worth;
    for (let i = 0; i < missing.length; i++) {
      const item = missing[i] as number;
      const start = item * worth.length;
      for (let column = 0; column < worth.length; column++) {
        beside[start + column] = (beside[start + column] as number) + (worth[column] as number);
      }
      for (let j = 0; j <= i; j++) {
        const cell = triangular(item, missing[j] as number);
        bothMissing[cell] = (bothMissing[cell] as number) + 1;
      }
    }
  }

  /** One missing answer after another: each meets the answers and the blanks before it. */
  #addBlank(item: number, code: number): void {
    const { firsts, columns, blanks } = this.#table;
    for (let column = firsts[item] as number; column < (firsts[item + 1] as number); column++) {
      const blank = blanks[(columns[column] as number) + code] as number;
      if (blank === 0) continue;
      this.#worth[column] = blank;
      this.#addBlankProducts(column, blank);
    }
  }

  #addBlankProducts(column: number, blank: number): void {
    const { blanks, blankProducts } = this.#sums;
    const worth = this.#worth;
    blanks[column] = (blanks[column] as number) + blank;
    for (let other = 0; other < worth.length; other++) {
      const cell = other <= column ? triangular(column, other) : triangular(other, column);
      blankProducts[cell] = (blankProducts[cell] as number) + blank * (worth[other] as number);
    }
  }
}
