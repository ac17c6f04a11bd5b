/** Enough rows to be worth a statement. */
const MAX_ROWS = 1_000;
/** Keeps a batch small in memory when its lines are long. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Gathers what lines became until it is worth handing on. */
export class RowBatch<Row> {
  #rows: Row[] = [];
  #bytes = 0;

  get count(): number {
    return this.#rows.length;
  }

  get isFull(): boolean {
    return this.#rows.length >= MAX_ROWS || this.#bytes >= MAX_BYTES;
  }

  /** @param bytes Length of the row's line. */
  add(row: Row, bytes: number): void {
    this.#rows.push(row);
    this.#bytes += bytes;
  }

  take(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#bytes = 0;
    return rows;
  }
}
