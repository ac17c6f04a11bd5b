/**
 * A result as callers read it: points in points, bands by label.
 *
 * @module
 */

export interface ScaleView {
  readonly raw: number | null;
  readonly value: number | null;
  readonly max: number;
  /** How many members were answered. */
  readonly answered: number;
  readonly reason?: string;
}

export interface ResultView {
  readonly candidate: string;
  readonly attempt: number;
  readonly ordinal: number;
  readonly revision: number;
  readonly points: number | null;
  readonly maxPoints: number;
  readonly percent: number | null;
  readonly scales: Readonly<Record<string, ScaleView>>;
  readonly bands: Readonly<Record<string, string | null>>;
  readonly status: "final" | "failed";
  /** Why the result failed, or why a value is null. */
  readonly reason?: string;
}
