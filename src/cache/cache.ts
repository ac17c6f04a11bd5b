/**
 * What the service needs from a cache. Losing any of it only costs time, and
 * every question may be rejected: the front of the cache bears it.
 *
 * A subject is what one write makes stale at once. It has a random token; a
 * value counts only while the token that it was computed under is still there.
 *
 * @module
 */

export interface Cache {
  /** What a place holds, and the token of its subject, both of one instant. */
  read(place: Place): Promise<Held>;
  /** The token of a subject, made where there is none. */
  token(subject: string): Promise<string>;
  /**
   * Stores a value if its token still is the subject's.
   *
   * @returns Whether it did.
   */
  store(place: Place, value: Fenced): Promise<boolean>;
  /** Replaces the token of a subject. Resolves only when that is sure. */
  drop(subject: string): Promise<void>;
}

export interface Place {
  readonly subject: string;
  /** Which of the subject's values. */
  readonly name: string;
}

export interface Held {
  readonly token: string | null;
  readonly value: Fenced | null;
}

export interface Fenced {
  /** That the value was computed under. */
  readonly token: string;
  readonly text: string;
  /** Whole seconds that it has left, at least 1 when stored. */
  readonly ttlSeconds: number;
}

/** Longer than any value is kept and any computation takes. */
export const TOKEN_TTL_SECONDS = 86_400;
