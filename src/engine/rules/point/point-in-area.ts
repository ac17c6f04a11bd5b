/**
 * Points on a picture, each worth what the area is worth that it hits ("hotspot",
 * "select point").
 *
 *     points = clamp(Σ worth of each point, lower, upper)
 *
 * In the order of the answer, a point takes the first area in the definition's
 * order that holds it and is not taken yet. A point that lies in taken areas
 * only is worth 0; one in no area is worth `default`. Edges belong to their area.
 * Where areas overlap, the smaller should come first.
 *
 * All of it in exact decimals. O(points · (areas + vertices)).
 *
 * Also known from: the `mapResponsePoint` of QTI, with its `areaMapping`.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import type { Fault } from "../../definition/fault.ts";
import { limitedFields } from "../../definition/item-fields.ts";
import { exact, Points } from "../../definition/quantity.ts";
import { compare, fractionText, type Rational, ZERO } from "../../numbers/rational.ts";
import type { Answer } from "../compiled-item.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import { MOST_SUMS } from "../multiple-choice/subset-sums.ts";
import { mappedSum } from "../points-map.ts";
import type { Check, Formula } from "../rule.ts";

import { Area, areaTest } from "./area.ts";
import { coordinateOf } from "./coordinate.ts";
import { MOST_VERTICES } from "./polygon.ts";
import { possibleSums } from "./possible-sums.ts";

const PointItem = v.strictObject({
  ...limitedFields,
  type: v.literal("point"),
  areas: v.pipe(
    v.array(Area),
    v.minLength(1, coded("areas_empty", "must list at least one area")),
    v.maxLength(100, coded("too_many_areas", "must list at most 100 areas")),
  ),
  /** How many points an answer may have; as many as there are areas unless given. */
  maxChoices: v.exactOptional(
    v.pipe(
      v.number(),
      v.integer(coded("not_whole", "must be a whole number")),
      v.minValue(1, coded("max_choices_out_of_range", "must be at least 1")),
      v.maxValue(100, coded("max_choices_out_of_range", "must be at most 100")),
    ),
  ),
  default: v.optional(Points, 0),
  lower: v.exactOptional(Points),
  upper: v.exactOptional(Points),
  /** What an empty list says: "there is no such place", or nothing. */
  emptyMeans: v.optional(v.picklist(["answered", "omitted"]), "answered"),
});
type PointItem = v.InferOutput<typeof PointItem>;

const rectanglesHaveExtent: Check<PointItem> = {
  reads: ["areas"],
  faults: ({ areas }) =>
    areas.flatMap((area, place): Fault[] => {
      if (area.shape !== "rectangle") return [];
      const isAscending = ([0, 1] as const).every(
        (axis) => compare(exact(area.from[axis]), exact(area.to[axis])) < 0,
      );
      const message = "both coordinates of to must be greater than those of from";
      return isAscending ? [] : [{ code: "area_empty", path: `areas.${place}.to`, message }];
    }),
};

/** An answer's every point is compared with every edge. */
const verticesAreFew: Check<PointItem> = {
  reads: ["areas"],
  faults: ({ areas }) => {
    const counts = areas.map((area) => (area.shape === "polygon" ? area.vertices.length : 0));
    if (counts.reduce((sum, count) => sum + count, 0) <= MOST_VERTICES) return [];
    const message = "all polygons together must have at most 1,000 vertices";
    return [{ code: "too_many_vertices", path: "areas", message }];
  },
};

const limitsAreOrdered: Check<PointItem> = {
  reads: ["lower", "upper"],
  faults: ({ lower, upper }) => {
    if (lower === undefined || upper === undefined) return [];
    if (compare(exact(lower), exact(upper)) <= 0) return [];
    const message = "lower must not be greater than upper";
    return [{ code: "lower_above_upper", path: "lower", message }];
  },
};

/** Scoring counts responses by points, so an item must not have millions of them. */
const sumsAreFew: Check<PointItem> = {
  reads: ["areas", "maxChoices", "default", "emptyMeans"],
  faults: (item) => {
    if (sumsOf(item) !== null) return [];
    const message = "too many different sums of points are possible; use rounder points";
    return [{ code: "too_many_sums", path: "areas", message }];
  },
};

const checks: readonly Check<PointItem>[] = [
  rectanglesHaveExtent,
  verticesAreFew,
  limitsAreOrdered,
  sumsAreFew,
];

type Place = readonly [Rational, Rational];

/** What a point of an answer takes. */
interface Hit {
  /** Its place in the list. */
  readonly area: number | null;
  /** A point on "taken" lies only in areas that points before it took. */
  readonly on: "area" | "taken" | "nothing";
  readonly worth: Rational;
}

const TAKEN: Hit = { area: null, on: "taken", worth: ZERO };

export const pointInArea = {
  Item: PointItem,
  checks,
  formula(item: PointItem): Formula {
    const areas = item.areas.map((area, index) => ({
      contains: areaTest(area),
      hit: { area: index, on: "area", worth: exact(area.points) } satisfies Hit,
    }));
    const elsewhere: Hit = { area: null, on: "nothing", worth: exact(item.default) };
    const hits = (points: readonly Place[]): Hit[] => {
      const open = new Set(areas);
      return points.map(([x, y]) => {
        const first = areas.find((area) => open.has(area) && area.contains(x, y));
        if (first !== undefined) {
          open.delete(first);
          return first.hit;
        }
        return areas.some((area) => area.contains(x, y)) ? TAKEN : elsewhere;
      });
    };
    const emptyIsOmitted = item.emptyMeans === "omitted";
    const sums = sumsOf(item);
    if (sums === null) throw new RangeError(`too many sums of points: ${item.id}`);
    const values = sums.map((sum) => mappedSum(item, [sum]));

    return {
      values: emptyIsOmitted ? [...values, null] : values,
      points: (answer) => {
        const points = pointsOf(answer, maxChoices(item));
        if (points.length === 0 && emptyIsOmitted) return null;
        return mappedSum(
          item,
          hits(points).map(({ worth }) => worth),
        );
      },
      reading: (answer) => {
        const points = pointsOf(answer, maxChoices(item));
        const normal = points.map((point) => point.map(fractionText));
        const taken = hits(points).map(({ area, on, worth }) => {
          return { area, on, worth: fractionText(worth) };
        });
        return { normal, evidence: { points: taken } };
      },
    };
  },
};

/** How many points an answer may have. */
export function maxChoices(item: Pick<PointItem, "areas" | "maxChoices">): number {
  return item.maxChoices ?? item.areas.length;
}

function sumsOf(item: PointItem): Rational[] | null {
  const areas = item.areas.map((area) => exact(area.points));
  const [elsewhere, most] = [exact(item.default), maxChoices(item)];
  const emptyIsOmitted = item.emptyMeans === "omitted";
  return possibleSums({ areas, elsewhere, most, emptyIsOmitted }, MOST_SUMS);
}

function pointsOf(answer: Answer, most: number): Place[] {
  if (!Array.isArray(answer) || answer.length > most) throw impossibleAnswer(answer);
  return (answer as readonly Answer[]).map((point) => {
    if (!Array.isArray(point) || point.length !== 2) throw impossibleAnswer(answer);
    const [x, y] = (point as readonly Answer[]).map(coordinateOf);
    if (x === undefined || y === undefined || x === null || y === null) {
      throw impossibleAnswer(answer);
    }
    return [x, y];
  });
}
