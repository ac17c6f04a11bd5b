/**
 * Parses how abilities of one scale are estimated, and checks what it means to
 * the scale and to its own method.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "./coded-message.ts";
import { type Fault, quote, within } from "./fault.ts";
import { type Irt, irtFrame, type IrtItem, type IrtMethod } from "./irt.ts";
import type { IrtDirectory } from "./irt-directory.ts";
import { isObject } from "./is-object.ts";
import { categoryCountOf, parseIrtItem } from "./parse-irt-item.ts";
import { type Part, parsePart } from "./parse-part.ts";
import { parseTransforms } from "./parse-transform.ts";
import { notAnObject, type Parsed } from "./parsed.ts";
import { UnparsedTransforms } from "./transform.ts";

const Frame = v.strictObject({
  ...irtFrame,
  items: v.pipe(
    v.array(v.unknown()),
    v.minLength(1, coded("items_empty", "must have at least one item")),
  ),
  transform: v.exactOptional(UnparsedTransforms),
});
type Frame = v.InferOutput<typeof Frame>;

const MOST_SUMS = 1_000;

/** The methods that each field is for. */
const USES: Readonly<Record<"grid" | "prior" | "refine" | "wle" | "se" | "clamp", IrtMethod[]>> = {
  grid: ["eap", "eapsum"],
  prior: ["eap", "eapsum", "map"],
  refine: ["eap", "eapsum"],
  wle: ["wle"],
  se: ["map", "ml"],
  clamp: ["ml", "wle"],
};

export function parseIrt(input: unknown, directory: IrtDirectory): Parsed<Irt> {
  if (!isObject(input)) return notAnObject();
  const part = parsePart(Frame, input);
  const items = parseItems(part, directory);
  const transforms = parseTransforms(part.broken.has("transform") ? [] : part.value.transform);
  const faults = [
    ...part.faults,
    ...scaleFaults(part, directory),
    ...methodFaults(part),
    ...rangeFaults(part),
    ...items.faults,
    ...transforms.faults,
  ];
  if (faults.length > 0) return { value: null, faults };
  const { transform: _, ...frame } = part.value;
  const isPlain = transforms.value.length === 0;
  const irt: Irt = {
    ...frame,
    items: items.values,
    ...(isPlain ? {} : { transform: transforms.value }),
  };
  const meaning = [...constantFaults(irt), ...nominalFaults(irt), ...sumFaults(irt)];
  return meaning.length > 0 ? { value: null, faults: meaning } : { value: irt, faults };
}

function parseItems({ value, broken }: Part<Frame>, directory: IrtDirectory) {
  const values: IrtItem[] = [];
  const faults: Fault[] = [];
  if (broken.has("items")) return { values, faults };
  const members = broken.has("scale") ? undefined : directory.scales.get(value.scale);
  const seen = new Set<string>();
  for (const [place, entry] of value.items.entries()) {
    const parsed = parseIrtItem(entry);
    const id = isObject(entry) ? entry["id"] : undefined;
    const own = [...parsed.faults, ...referenceFaults(id, seen, members, directory.items)];
    for (const fault of own) faults.push(within(`items.${place}`, fault));
    if (parsed.value !== null) values.push(parsed.value);
  }
  return { values, faults };
}

function referenceFaults(
  id: unknown,
  seen: Set<string>,
  members: ReadonlySet<string> | undefined,
  items: ReadonlySet<string>,
): Fault[] {
  if (typeof id !== "string") return [];
  const isRepeated = seen.has(id);
  seen.add(id);
  if (isRepeated) return [idFault("item_repeated", id, "has its parameters already")];
  if (!items.has(id)) return [idFault("unknown_item", id, "is not the id of an item")];
  if (members === undefined || members.has(id)) return [];
  return [idFault("item_not_in_scale", id, "is not a member of the scale")];
}

function idFault(code: string, id: string, words: string): Fault {
  return { code, path: "id", message: `${quote(id)} ${words}` };
}

function scaleFaults({ value, broken }: Part<Frame>, { scales }: IrtDirectory): Fault[] {
  if (broken.has("scale") || value.scale === "total" || scales.has(value.scale)) return [];
  const message = `${quote(value.scale)} is neither "total" nor the id of a scale`;
  return [{ code: "unknown_scale", path: "scale", message }];
}

/** Fields that the method would silently ignore. */
function methodFaults({ value, broken }: Part<Frame>): Fault[] {
  if (broken.has("method")) return [];
  return Object.entries(USES).flatMap(([field, methods]): Fault[] => {
    if (!(field in value) || broken.has(field) || methods.includes(value.method)) return [];
    const names = methods.map((method) => `"${method}"`).join(", ");
    const message = `has no use for the method "${value.method}", only for ${names}`;
    return [{ code: "field_without_use", path: field, message }];
  });
}

function rangeFaults({ value, broken }: Part<Frame>): Fault[] {
  const { grid, clamp } = value;
  const isGridUpsideDown = grid !== undefined && !broken.has("grid") && grid.from >= grid.to;
  const isClampUpsideDown = clamp !== undefined && !broken.has("clamp") && clamp.min >= clamp.max;
  return [
    ...(isGridUpsideDown ? [notBelow("grid.from", "from", "to")] : []),
    ...(isClampUpsideDown ? [notBelow("clamp.min", "min", "max")] : []),
  ];
}

function notBelow(path: string, low: string, high: string): Fault {
  return { code: "lower_above_upper", path, message: `${low} must be less than ${high}` };
}

function constantFaults({ D, items }: Irt): Fault[] {
  const needsConstant = items.some(({ model }) => model !== "NRM");
  if (needsConstant === (D !== undefined)) return [];
  if (needsConstant) {
    const message = "is required: 1, 1.7 or 1.702, whichever the parameters were estimated with";
    return [{ code: "missing_field", path: "D", message }];
  }
  return [{ code: "field_without_use", path: "D", message: "NRM takes none" }];
}

/** Its categories have no order that a sum could go by. */
function nominalFaults({ method, items }: Irt): Fault[] {
  if (method !== "eapsum") return [];
  return items.flatMap(({ model }, place): Fault[] => {
    if (model !== "NRM") return [];
    const message =
      'must not be "NRM" for the method "eapsum": categories without order have no sum';
    return [{ code: "model_without_sum", path: `items.${place}.model`, message }];
  });
}

/** Of categories above 0: the table of a form costs the square of its sums. */
function sumFaults({ method, items }: Irt): Fault[] {
  const most = items.reduce((sum, item) => sum + categoryCountOf(item) - 1, 0);
  if (method !== "eapsum" || most <= MOST_SUMS) return [];
  const message = `sums up to ${most} are too many; they may go up to 1,000`;
  return [{ code: "too_many_sums", path: "items", message }];
}
