/**
 * Lists the ready definitions.
 *
 * @module
 */

import { LIBRARY } from "./library/library.ts";

export interface LibraryListed {
  readonly id: string;
  readonly kind: "questionnaire" | "exam";
  readonly title: string;
  readonly items: number;
  /** Their ids. */
  readonly scales: readonly string[];
  readonly missing: string;
  readonly sources: readonly string[];
}

export function listLibrary(): LibraryListed[] {
  return LIBRARY.map(({ id, kind, title, missing, sources, definition }) => ({
    id,
    kind,
    title,
    items: definition.items.length,
    scales: (definition.scales ?? []).map((scale) => scale.id),
    missing,
    sources,
  }));
}
