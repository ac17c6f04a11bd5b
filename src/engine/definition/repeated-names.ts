import { type Fault, quote } from "./fault.ts";
import { isObject } from "./is-object.ts";

/** Names that an earlier entry of a list has already: nothing could tell the two apart. */
export function repeatedNames(list: string, entries: readonly unknown[], field: string): Fault[] {
  const places = new Map<string, number>();
  return entries.flatMap((entry, place): Fault[] => {
    const name = isObject(entry) ? entry[field] : undefined;
    if (typeof name !== "string") return [];
    const first = places.get(name);
    if (first === undefined) {
      places.set(name, place);
      return [];
    }
    const message = `${quote(name)} is already the ${field} of ${list}.${first}`;
    return [{ code: `${field}_repeated`, path: `${list}.${place}.${field}`, message }];
  });
}
