/**
 * Parses the parameters of one item by the schema of its model, and checks what
 * they mean to one another.
 *
 * @module
 */

import { type Fault, quote } from "./fault.ts";
import { IRT_MODELS, type IrtItem, irtItemSchemas } from "./irt.ts";
import { isObject } from "./is-object.ts";
import { notAnObject, type Parsed } from "./parsed.ts";
import { parsePart } from "./parse-part.ts";
import { compare } from "../numbers/rational.ts";
import { exact } from "./quantity.ts";

export function parseIrtItem(input: unknown): Parsed<IrtItem> {
  if (!isObject(input)) return notAnObject();
  const model = IRT_MODELS.find((name) => name === input["model"]);
  if (model === undefined) return { value: null, faults: [unknownModel(input["model"])] };

  // The schema is the model's own; which of the models it is cannot be told here.
  const part = parsePart<(typeof irtItemSchemas)[keyof typeof irtItemSchemas]>(
    irtItemSchemas[model],
    input,
  );
  if (part.faults.length > 0) return { value: null, faults: part.faults };
  const faults = meaningFaults(part.value);
  return faults.length > 0 ? { value: null, faults } : { value: part.value, faults };
}

function unknownModel(model: unknown): Fault {
  if (model === undefined) return { code: "missing_field", path: "model", message: "is required" };
  const names = IRT_MODELS.map((name) => `"${name}"`).join(", ");
  const shown = typeof model === "string" ? quote(model) : "a value of another kind";
  return {
    code: "unknown_model",
    path: "model",
    message: `must be one of ${names}, not ${shown}`,
  };
}

function meaningFaults(item: IrtItem): Fault[] {
  const own = item.model === "NRM" ? nominalFaults(item) : placeFaults(item);
  if (own.length > 0) return own;
  return [
    ...(item.model === "3PL" || item.model === "4PL" ? asymptoteFaults(item) : []),
    ...(item.model === "GRM" ? orderFaults(item) : []),
    ...categoryFaults(item),
  ];
}

function nominalFaults({ a, c }: Extract<IrtItem, { model: "NRM" }>): Fault[] {
  if (a.length === c.length) return [];
  const message = `must list as many values as a, which has ${a.length}, one for each category`;
  return [{ code: "lengths_differ", path: "c", message }];
}

function placeFaults({ b, intercept }: Exclude<IrtItem, { model: "NRM" }>): Fault[] {
  if (b === undefined && intercept === undefined) {
    return [{ code: "missing_field", path: "b", message: "b or intercept is required" }];
  }
  if (b === undefined || intercept === undefined) return [];
  return [{ code: "field_without_use", path: "intercept", message: "b says the same already" }];
}

function asymptoteFaults(item: Extract<IrtItem, { model: "3PL" | "4PL" }>): Fault[] {
  const upper = item.model === "4PL" ? item.d : 1;
  if (item.c < upper) return [];
  const message = `must be less than ${item.model === "4PL" ? "d" : "1"}`;
  return [{ code: "asymptotes_crossed", path: "c", message }];
}

/** Of the graded model: boundaries out of order would give a category a negative probability. */
function orderFaults({ a, b, intercept }: Extract<IrtItem, { model: "GRM" }>): Fault[] {
  const [field, values, sign] =
    b === undefined
      ? (["intercept", intercept ?? [], -1] as const)
      : (["b", b, Math.sign(a)] as const);
  return values.flatMap((value, place): Fault[] => {
    const before = values[place - 1];
    if (before === undefined || (value - before) * sign > 0) return [];
    const words = sign > 0 ? "greater" : "less";
    const message = `must be ${words} than the one before it`;
    return [{ code: "boundaries_disordered", path: `${field}.${place}`, message }];
  });
}

function categoryFaults(item: IrtItem): Fault[] {
  const { categories } = item;
  if (categories === undefined) return [];
  const count = categoryCountOf(item);
  if (categories.length !== count) {
    const message = `must list ${count}, one for each category of the model`;
    return [{ code: "lengths_differ", path: "categories", message }];
  }
  return categories.flatMap((points, place): Fault[] => {
    const before = categories[place - 1];
    if (before === undefined || compare(exact(before), exact(points)) < 0) return [];
    const message = "must be greater than the one before it";
    return [{ code: "categories_disordered", path: `categories.${place}`, message }];
  });
}

/** Categories that the model has. */
export function categoryCountOf(item: IrtItem): number {
  if (item.model === "NRM") return item.a.length;
  const places = item.b ?? item.intercept;
  return typeof places === "object" ? places.length + 1 : 2;
}
