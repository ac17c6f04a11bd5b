/**
 * Where a page of results ended, as a text for the caller to hand back.
 *
 * @module
 */

export type ResultSort = "ordinal" | "points" | "-points";

export interface ResultCursor {
  readonly sort: ResultSort;
  readonly revision: number;
  readonly upto: number;
  readonly after: { readonly points: number | null; readonly ordinal: number };
}

const SORTS: readonly string[] = ["ordinal", "points", "-points"] satisfies ResultSort[];
const SHAPE = /^(ordinal|points|-points)~(\d{1,9})~(\d{1,10})~(-?\d{1,16}|null)~(\d{1,10})$/;

export function cursorText({ sort, revision, upto, after }: ResultCursor): string {
  return `${sort}~${revision}~${upto}~${after.points ?? "null"}~${after.ordinal}`;
}

/** null where the text was never a cursor. */
export function parseCursor(text: string): ResultCursor | null {
  const [, sort, revision, upto, points, ordinal] = SHAPE.exec(text) ?? [];
  if (sort === undefined || !isSort(sort)) return null;
  const cursor = {
    sort,
    revision: Number(revision),
    upto: Number(upto),
    after: { points: points === "null" ? null : Number(points), ordinal: Number(ordinal) },
  };
  const withinInteger = cursor.upto < 2 ** 31 && cursor.after.ordinal < 2 ** 31;
  return withinInteger ? cursor : null;
}

function isSort(text: string): text is ResultSort {
  return SORTS.includes(text);
}
