/**
 * Joint counts of forms whose totals spread too far for a tally: every total
 * that somebody has gets a row, as it comes.
 *
 * @module
 */

import type { Plan, ResponseBatch } from "../../scoring/plan.ts";
import type { CountableBatch } from "../count-batch.ts";
import { markNotReached } from "../mark-not-reached.ts";
import { jointBlock, type JointCounts } from "./joint-block.ts";
import type { TestBlock } from "./test-counts.ts";

/** 32 MiB of counters of four bytes, of complete and other results together. */
const MOST_CELLS = 8 * 1024 * 1024;
const FIRST_ROWS = 64;

/** Rows that are held at most: one more than fit, so that it shows. */
function mostRows({ cells }: Plan): number {
  return Math.floor(MOST_CELLS / (2 * cells.stride)) + 1;
}

export interface FarBlocks {
  /** Of all results, and of those in which every item was answered. */
  readonly all: TestBlock;
  readonly complete: TestBlock;
}

/** The counts of one pass. Whatever the order of batches, it gives the same. */
export class FarTotals {
  readonly #plan: Plan;
  readonly #rows = new Map<number, number>();
  #complete: JointCounts;
  #partial: JointCounts;

  constructor(plan: Plan) {
    this.#plan = plan;
    const rows = Math.min(FIRST_ROWS, mostRows(plan));
    this.#complete = grown(plan, null, rows);
    this.#partial = grown(plan, null, rows);
  }

  /** Results that are final. O(responses * items). */
  add(settled: CountableBatch): void {
    const { totals, unanswered } = settled.scored;
    const { batch, levels } = markNotReached(this.#plan, settled);
    for (let response = 0; response < totals.length; response++) {
      const row = this.#rowOf(totals[response] as number);
      if (row === null) continue;
      const isPartial = (unanswered.total[response] as number) > 0;
      countResponse(this.#plan, isPartial ? this.#partial : this.#complete, {
        row,
        response,
        batch,
        levels,
      });
    }
  }

  /** null where there are too many different totals. */
  blocks(): FarBlocks | null {
    if (this.#isFull) return null;
    const rows = [...this.#rows]
      .map(([total, row]) => ({ row, total }))
      .toSorted((a, b) => a.total - b.total);
    const parts = [this.#complete, this.#partial];
    return {
      all: jointBlock(this.#plan, parts, rows),
      complete: jointBlock(this.#plan, parts.slice(0, 1), rows),
    };
  }

  get #isFull(): boolean {
    return 2 * this.#rows.size * this.#plan.cells.stride > MOST_CELLS;
  }

  #rowOf(total: number): number | null {
    const known = this.#rows.get(total);
    if (known !== undefined) return known;
    if (this.#isFull) return null;
    const row = this.#rows.size;
    this.#rows.set(total, row);
    if (row >= this.#complete.histogram.length) {
      const rows = Math.min(2 * row, mostRows(this.#plan));
      this.#complete = grown(this.#plan, this.#complete, rows);
      this.#partial = grown(this.#plan, this.#partial, rows);
    }
    return row;
  }
}

function grown({ cells }: Plan, counts: JointCounts | null, rows: number): JointCounts {
  const larger = {
    histogram: new Uint32Array(rows),
    cells: new Uint32Array(rows * cells.stride),
  };
  if (counts === null) return larger;
  larger.histogram.set(counts.histogram);
  larger.cells.set(counts.cells);
  return larger;
}

interface Placed {
  readonly row: number;
  readonly response: number;
  readonly batch: ResponseBatch;
  readonly levels: Uint16Array;
}

function countResponse(
  plan: Plan,
  { histogram, cells }: JointCounts,
  { row, response, batch, levels }: Placed,
): void {
  histogram[row] = (histogram[row] as number) + 1;
  const base = row * plan.cells.stride;
  const { narrow, wide } = plan;
  const first = response * plan.rowLength;
  for (let slot = 0; slot < narrow.count; slot++) {
    const code = batch.rows[first + (narrow.offsets[slot] as number)] as number;
    const cell = base + (narrow.cells[slot] as number) + code;
    cells[cell] = (cells[cell] as number) + 1;
  }
  for (let slot = 0; slot < wide.count; slot++) {
    const level = levels[response * wide.count + slot] as number;
    const cell = base + (wide.cells[slot] as number) + level;
    cells[cell] = (cells[cell] as number) + 1;
  }
}
