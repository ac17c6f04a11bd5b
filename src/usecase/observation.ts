/**
 * What happens in the service, told as it happens. Each entry decides what
 * becomes of it: metrics and spans on one runtime, lines of a log on another.
 *
 * Plain data, so that it can be written down as it is. Nothing in it names a
 * tenant, an assessment or a candidate.
 *
 * @module
 */

export type Observation =
  | RequestAnswered
  | ResponsesIngested
  | RunEnded
  | ScoredStateless
  | CacheRead
  | Invalidated;

export interface RequestAnswered {
  readonly kind: "request";
  /** One of those of HTTP, or `_OTHER`. */
  readonly method: string;
  /** The pattern, such as `/v1/runs/:id`; `unmatched` where there is none. */
  readonly route: string;
  readonly status: number;
  /** Until the headers of the answer; what is streamed after them takes its own time. */
  readonly ms: number;
}

/** A submission has ended, be it because it broke off. */
export interface ResponsesIngested {
  readonly kind: "ingested";
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** A run that this process carried out. */
export interface RunEnded {
  readonly kind: "scored";
  readonly outcome: "succeeded" | "failed";
  /** That were scored and are stored, whatever became of the run. */
  readonly responses: number;
  readonly batches: number;
  readonly retries: number;
  readonly fallbacks: number;
  readonly ms: number;
  /** Of all lanes together: more than `ms` where they were at work side by side. */
  readonly readMs: number;
  readonly scoreMs: number;
  readonly writeMs: number;
}

export interface ScoredStateless {
  readonly kind: "scored_stateless";
  readonly responses: number;
  readonly ms: number;
}

export interface CacheRead {
  readonly kind: "cache";
  readonly outcome: "hit" | "miss" | "unavailable";
}

/** What the cache was told of writes: at once, by the sweep, or not yet. */
export interface Invalidated {
  readonly kind: "invalidation";
  readonly outcome: "told" | "swept" | "owed";
  readonly count: number;
}
