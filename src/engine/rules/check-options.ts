/**
 * What must hold between an item's options and the fields that name them.
 *
 * @module
 */

import { type Fault, quote } from "../definition/fault.ts";

import type { Check } from "./rule.ts";

/** No option twice: an answer could not say which it means. */
export const optionsAreDistinct: Check<{ readonly options: readonly string[] }> = {
  reads: ["options"],
  faults: ({ options }) =>
    repeated(options).map((place) => ({
      code: "option_repeated",
      path: `options.${place}`,
      message: `the option ${quote(options[place] ?? "")} is already in the list`,
    })),
};

/** Every keyed option exists, and none is named twice. */
export const keyIsAmongOptions: Check<{
  readonly options: readonly string[];
  readonly key: string | readonly string[];
}> = {
  reads: ["options", "key"],
  faults: ({ options, key }) =>
    typeof key === "string"
      ? strangers([key], options).map(() => notAnOption("key", key))
      : [
          ...strangers(key, options).map((place) => notAnOption(`key.${place}`, key[place] ?? "")),
          ...repeated(key).map((place) => ({
            code: "key_repeated",
            path: `key.${place}`,
            message: `the option ${quote(key[place] ?? "")} is already in the key`,
          })),
        ],
};

/** Every option that a table such as `optionPoints` names exists. */
export function tableNamesOptions<Field extends "optionPoints" | "weights">(
  field: Field,
): Check<{ readonly options: readonly string[] } & Readonly<Record<Field, object>>> {
  return {
    reads: ["options", field],
    faults: (item) => namesOfOptions(field, item[field], item.options),
  };
}

/** Faults of the names in a table that are no option. */
export function namesOfOptions(
  path: string,
  table: object,
  options: readonly string[],
): readonly Fault[] {
  const named = Object.keys(table);
  return strangers(named, options).map((place) =>
    notAnOption(`${path}.${(named[place] ?? "").slice(0, 80)}`, named[place] ?? ""),
  );
}

export function notAnOption(path: string, name: string): Fault {
  return {
    code: "not_an_option",
    path,
    message: `${quote(name)} is not one of the item's options`,
  };
}

/** Places of names that are no option. */
function strangers(names: readonly string[], options: readonly string[]): number[] {
  const known = new Set(options);
  return names.flatMap((name, place) => (known.has(name) ? [] : [place]));
}

/** Places of values that stood in the list before. */
export function repeated(values: readonly string[]): number[] {
  const seen = new Set<string>();
  return values.flatMap((value, place) => {
    if (seen.has(value)) return [place];
    seen.add(value);
    return [];
  });
}
