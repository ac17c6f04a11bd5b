/**
 * What turns a scale's raw value into the value that is reported: a line, a
 * table, or norms, the same for all or by groups of the response's attributes.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "./coded-message.ts";
import { NormNumber, PositiveNormNumber } from "./quantity.ts";
import { table } from "./table.ts";

/** Of a table of a transform, and of its groups. */
const MOST_ROWS = 1_000;

const rows = <const Row extends v.GenericSchema>(row: Row) =>
  v.pipe(
    v.array(row),
    v.minLength(1, coded("table_empty", "must have at least one row")),
    v.maxLength(MOST_ROWS, coded("too_many_rows", "must have at most 1,000 rows")),
  );

const Count = v.pipe(
  v.number(),
  v.integer(coded("not_whole", "must be a whole number")),
  v.minValue(0, coded("negative", "must not be negative")),
  v.maxValue(1_000_000_000, coded("out_of_range", "must be at most 1,000,000,000")),
);

const frequencies = { table: rows(v.strictTuple([NormNumber, Count])) };
const moments = { mean: NormNumber, sd: PositiveNormNumber };

/** Fields by type. */
const fields = {
  /** a + b x, then clamped. */
  linear: {
    a: NormNumber,
    b: NormNumber,
    lower: v.exactOptional(NormNumber),
    upper: v.exactOptional(NormNumber),
  },
  /** Rows [raw, value] or [raw, value, standard error]. */
  lookup: {
    table: rows(
      v.union([
        v.strictTuple([NormNumber, NormNumber]),
        v.strictTuple([NormNumber, NormNumber, NormNumber]),
      ]),
    ),
    /** What a raw value between two rows gives. */
    between: v.optional(v.picklist(["null", "interpolate", "nearest"]), "null"),
  },
  z: moments,
  t: moments,
  /** Rows [raw, how many of the norm group have it]. */
  stanine: frequencies,
  percentile_rank: frequencies,
};

export type TransformType = keyof typeof fields;

export const TRANSFORM_TYPES = Object.keys(fields) as readonly TransformType[];

const AttributeCondition = v.union([
  v.string(),
  v.number(),
  v.strictObject({ min: v.exactOptional(v.number()), max: v.exactOptional(v.number()) }),
]);
export type AttributeCondition = v.InferOutput<typeof AttributeCondition>;

/** What the attributes of a response must be, all of them; nothing matches everyone. */
const Where = table(AttributeCondition, "An object of attribute to what it must be.");
export type Where = v.InferOutput<typeof Where>;

const grouped = <const Fields extends v.ObjectEntries>(own: Fields) =>
  v.pipe(
    v.array(v.strictObject({ where: Where, ...own })),
    v.minLength(1, coded("groups_empty", "must have at least one group")),
    v.maxLength(MOST_ROWS, coded("too_many_groups", "must have at most 1,000 groups")),
  );

/** By type: the same for all, and by groups. */
export const transformSchemas = {
  linear: {
    own: v.strictObject({ type: v.literal("linear"), ...fields.linear }),
    grouped: v.strictObject({ type: v.literal("linear"), groups: grouped(fields.linear) }),
  },
  lookup: {
    own: v.strictObject({ type: v.literal("lookup"), ...fields.lookup }),
    grouped: v.strictObject({ type: v.literal("lookup"), groups: grouped(fields.lookup) }),
  },
  z: {
    own: v.strictObject({ type: v.literal("z"), ...fields.z }),
    grouped: v.strictObject({ type: v.literal("z"), groups: grouped(fields.z) }),
  },
  t: {
    own: v.strictObject({ type: v.literal("t"), ...fields.t }),
    grouped: v.strictObject({ type: v.literal("t"), groups: grouped(fields.t) }),
  },
  stanine: {
    own: v.strictObject({ type: v.literal("stanine"), ...fields.stanine }),
    grouped: v.strictObject({ type: v.literal("stanine"), groups: grouped(fields.stanine) }),
  },
  percentile_rank: {
    own: v.strictObject({ type: v.literal("percentile_rank"), ...fields.percentile_rank }),
    grouped: v.strictObject({
      type: v.literal("percentile_rank"),
      groups: grouped(fields.percentile_rank),
    }),
  },
} as const;

export const Transform = v.union([
  ...Object.values(transformSchemas).map(({ own }) => own),
  ...Object.values(transformSchemas).map(({ grouped: byGroup }) => byGroup),
]);
export type Transform = v.InferOutput<typeof Transform>;

const MOST_TRANSFORMS = 4;

function listOf<const Entry extends v.GenericSchema>(entry: Entry) {
  return v.pipe(
    v.array(entry),
    v.maxLength(MOST_TRANSFORMS, coded("too_many_transforms", "must have at most 4")),
  );
}

/** Each works on what the one before it gave. */
export const Transforms = listOf(Transform);
/** To be parsed one by one. */
export const UnparsedTransforms = listOf(v.unknown());

const linearFields = v.strictObject(fields.linear);
export type LinearFields = v.InferOutput<typeof linearFields>;
const lookupFields = v.strictObject(fields.lookup);
export type LookupFields = v.InferOutput<typeof lookupFields>;
const momentFields = v.strictObject(moments);
export type MomentFields = v.InferOutput<typeof momentFields>;
const frequencyFields = v.strictObject(frequencies);
export type FrequencyFields = v.InferOutput<typeof frequencyFields>;
