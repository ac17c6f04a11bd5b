/**
 * Where the time of a run goes.
 *
 * @module
 */

import type { RunTimings } from "./run-view.ts";

type Stage = "read" | "score" | "write";

/** Adds up the stages of all lanes; counts batches, retries and fallbacks. */
export class StageClock {
  readonly #now: () => number;
  readonly #started: number;
  readonly #stages: Record<Stage, number> = { read: 0, score: 0, write: 0 };
  #batches = 0;
  #responses = 0;
  #retries = 0;
  #fallbacks = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.#started = now();
  }

  async time<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    const started = this.#now();
    try {
      return await work();
    } finally {
      this.#stages[stage] += this.#now() - started;
    }
  }

  timeSync<T>(stage: Stage, work: () => T): T {
    const started = this.#now();
    const value = work();
    this.#stages[stage] += this.#now() - started;
    return value;
  }

  /** @param responses That it held, now scored and stored. */
  batch(responses: number): void {
    this.#batches++;
    this.#responses += responses;
  }

  retry(): void {
    this.#retries++;
  }

  fallback(): void {
    this.#fallbacks++;
  }

  /** Of all batches so far. */
  get responses(): number {
    return this.#responses;
  }

  /** @param newlyScored Responses that the run scored. */
  timings(newlyScored: number): RunTimings {
    return {
      totalMs: rounded(this.#now() - this.#started),
      readMs: rounded(this.#stages.read),
      scoreMs: rounded(this.#stages.score),
      writeMs: rounded(this.#stages.write),
      new: newlyScored,
      batches: this.#batches,
      retries: this.#retries,
      fallbacks: this.#fallbacks,
    };
  }
}

/** To a hundredth of a millisecond. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
