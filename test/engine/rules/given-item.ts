import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { compileItem } from "#engine/rules/compile-item.ts";
import type { CompiledItem } from "#engine/rules/compiled-item.ts";

/** Compiles an item as a caller writes it. */
export function compiled(item: object): CompiledItem {
  const parsed = parseDefinition({ items: [{ id: "q", ...item }] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const [only] = parsed.value.definition.items;
  if (only === undefined) throw new Error("no item");
  return compileItem(only);
}

/** The codes of an item's faults, at their paths inside the item. */
export function faultsOf(item: object): string[] {
  const parsed = parseDefinition({ items: [{ id: "q", ...item }] });
  return parsed.ok
    ? []
    : parsed.error.map(({ code, path }) => `${path.replace("items.0.", "")} ${code}`);
}

/** The codes of an item's warnings, at their paths inside the item. */
export function warningsOf(item: object): string[] {
  const parsed = parseDefinition({ items: [{ id: "q", ...item }] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value.warnings.map(({ code, path }) => `${path.replace("items.0.", "")} ${code}`);
}

/** Every subset, the empty one first. */
export function subsets<T>(values: readonly T[]): T[][] {
  return values.reduce<T[][]>((all, value) => [...all, ...all.map((s) => [...s, value])], [[]]);
}
