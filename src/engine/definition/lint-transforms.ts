import type { Fault } from "./fault.ts";
import type { Transform } from "./transform.ts";

/** Of the transforms of a scale or of an ability; paths begin at whatever has them. */
export function transformWarnings(transforms: readonly Transform[] = []): Fault[] {
  return transforms.flatMap((transform, place) => deadGroups(transform, `transform.${place}`));
}

/** The first group that matches serves, so none comes after one that matches everyone. */
function deadGroups(transform: Transform, path: string): Fault[] {
  if (!("groups" in transform)) return [];
  const all = transform.groups.findIndex(({ where }) => Object.keys(where).length === 0);
  return transform.groups.flatMap((_, place): Fault[] => {
    if (all < 0 || place <= all) return [];
    const message = "an earlier group takes every response";
    return [{ code: "group_unreachable", path: `${path}.groups.${place}`, message }];
  });
}
