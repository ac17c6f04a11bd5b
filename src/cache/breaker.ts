/** Stops asking what has failed several times in a row, and tries again after a while. */
export class Breaker {
  readonly #now: () => number;
  readonly #onChange: (isOpen: boolean) => void;
  #failures = 0;
  /** null while asking is allowed. */
  #openUntil: number | null = null;

  constructor({ now, onChange }: { now: () => number; onChange: (isOpen: boolean) => void }) {
    this.#now = now;
    this.#onChange = onChange;
  }

  /** Whether to ask. After a pause one question is let through, to find out. */
  allows(): boolean {
    if (this.#openUntil === null) return true;
    if (this.#now() < this.#openUntil) return false;
    this.#openUntil = this.#now() + PAUSE_MS;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    if (this.#openUntil === null) return;
    this.#openUntil = null;
    this.#onChange(false);
  }

  failed(): void {
    this.#failures++;
    if (this.#failures < FAILURES) return;
    const wasOpen = this.#openUntil !== null;
    this.#openUntil = this.#now() + PAUSE_MS;
    if (!wasOpen) this.#onChange(true);
  }
}

const FAILURES = 3;
const PAUSE_MS = 5_000;
