import type * as v from "valibot";

/** An issue, seen from the part that was parsed. */
export interface PlacedIssue {
  readonly issue: v.BaseIssue<unknown>;
  readonly path: readonly v.IssuePathItem[];
}

/** A place in a definition, short enough to show. */
export function shownPath(keys: readonly unknown[]): string {
  return keys.map((key) => String(key).slice(0, 80)).join(".");
}
