/**
 * Names of items and scales.
 *
 * @module
 */

import * as v from "valibot";

import { NAME, NAME_MESSAGE } from "./name-pattern.ts";
import { coded } from "./coded-message.ts";

/** Columns of a CSV of responses or results, and a name that JavaScript objects cannot hold. */
const RESERVED: ReadonlySet<string> = new Set([
  "candidate",
  "attempt",
  "submittedAt",
  "total",
  "__proto__",
]);

const Name = v.pipe(v.string(), v.regex(NAME, coded("id_invalid", NAME_MESSAGE)));

const RESERVED_WORDS = coded("id_reserved", `must not be one of ${[...RESERVED].join(", ")}`);

export const Identifier = v.pipe(
  Name,
  v.check((id) => !RESERVED.has(id), RESERVED_WORDS),
);

/** A scale may be the total: it then says how. */
export const ScaleIdentifier = v.pipe(
  Name,
  v.check((id) => id === "total" || !RESERVED.has(id), RESERVED_WORDS),
);
