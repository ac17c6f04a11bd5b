import { isObject } from "./is-object.ts";

/** What parameters may refer to, as written: faulty items and scales are in it too. */
export interface IrtDirectory {
  /** Ids of items. */
  readonly items: ReadonlySet<string>;
  /** Ids of members by scale. */
  readonly scales: ReadonlyMap<string, ReadonlySet<string>>;
}

export function irtDirectory(items: ReadonlySet<string>, scales: readonly unknown[]): IrtDirectory {
  const members = scales.filter(isObject).map((scale): [string, ReadonlySet<string>] => {
    const list: readonly unknown[] = Array.isArray(scale["items"]) ? scale["items"] : [];
    return [nameOf(scale["id"]), new Set(list.map((member) => nameOf(idOf(member))))];
  });
  return { items, scales: new Map(members) };
}

function idOf(member: unknown): unknown {
  return isObject(member) ? member["id"] : member;
}

/** No id is empty. */
function nameOf(id: unknown): string {
  return typeof id === "string" ? id : "";
}
