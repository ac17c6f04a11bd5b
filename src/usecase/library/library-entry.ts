/**
 * A ready definition: how a published instrument or a common kind of exam is
 * scored. Ids and scoring only; the wording belongs to its authors.
 *
 * @module
 */

export interface LibraryEntry {
  readonly id: string;
  readonly kind: "questionnaire" | "exam";
  readonly title: string;
  /** What a missing answer does, and who says so. */
  readonly missing: string;
  /** Where the scoring is published. */
  readonly sources: readonly string[];
  /** As it would be sent; its keys, where it has any, are examples. */
  readonly definition: {
    readonly title: string;
    readonly items: readonly Named[];
    readonly scales?: readonly Named[];
    readonly [field: string]: unknown;
  };
}

interface Named {
  readonly id: string;
  readonly [field: string]: unknown;
}

interface Rating extends Named {
  readonly type: "rating";
  readonly min: number;
  readonly max: number;
}

/** Items `q1` to `q<count>`, all from `min` to `max`. */
export function ratings(count: number, min: number, max: number): Rating[] {
  return itemIds(count).map((id) => ({ id, type: "rating", min, max }));
}

/** `q1` to `q<count>`. */
export function itemIds(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `q${place + 1}`);
}
