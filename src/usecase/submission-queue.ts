/**
 * Gathers single submissions that arrive at the same time, so that many
 * candidates who press "submit" together share one transaction.
 *
 * @module
 */

import type { Outcome } from "#store/insert-responses.ts";
import type { RowFault } from "#engine/answers/row-fault.ts";

/** What became of one submission. */
export type SubmissionOutcome =
  | { readonly kind: Outcome }
  | { readonly kind: "invalid"; readonly fault: RowFault }
  | { readonly kind: "assessment_not_found" };

export type StoreTogether = (
  responses: readonly unknown[],
) => Promise<readonly SubmissionOutcome[]>;

interface Waiting {
  readonly response: unknown;
  readonly settle: (outcome: SubmissionOutcome) => void;
  readonly fail: (error: unknown) => void;
}

const MOST_TOGETHER = 1_000;

/**
 * While one group is being stored the next one gathers: nobody waits for a
 * timer, and the busier it gets the more share a transaction.
 */
export class SubmissionQueue {
  #waiting: Waiting[] = [];
  #isStoring = false;
  readonly #store: StoreTogether;
  readonly #onIdle: () => void;

  constructor(store: StoreTogether, onIdle: () => void) {
    this.#store = store;
    this.#onIdle = onIdle;
  }

  add(response: unknown): Promise<SubmissionOutcome> {
    const outcome = new Promise<SubmissionOutcome>((settle, fail) => {
      this.#waiting.push({ response, settle, fail });
    });
    if (!this.#isStoring) void this.#storeAll();
    return outcome;
  }

  async #storeAll(): Promise<void> {
    this.#isStoring = true;
    // Lets everything that arrived in the same turn join the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, MOST_TOGETHER);
      try {
        const outcomes = await this.#store(group.map(({ response }) => response));
        for (const [index, { settle }] of group.entries()) {
          settle(outcomes[index] as SubmissionOutcome);
        }
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
    this.#isStoring = false;
    this.#onIdle();
  }
}
