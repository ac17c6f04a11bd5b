/**
 * Bands that no result can reach, and results that no band takes.
 *
 * @module
 */

import { thetaRange } from "../irt/theta-range.ts";
import { compare, divide, multiply, rational, type Rational } from "../numbers/rational.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";
import { MICROPOINTS_PER_POINT } from "../micropoints.ts";
import { scaleArithmetic } from "../scales/scale-arithmetic.ts";
import { rawRange, type ValueRange, valueRange } from "../scales/value-range.ts";
import { quotient } from "../statistics/quotient.ts";

import { bandCuts } from "./band-cuts.ts";
import type { BandSet, Definition } from "./definition.ts";
import { type Fault, quote } from "./fault.ts";
import { type CompiledById, membersOf } from "./scale-faults.ts";
import type { Scale } from "./scale.ts";

/** How a cut lies to what results can be. */
interface Reach {
  /** A result may be at the cut or above. */
  readonly isReached: (cut: Rational) => boolean;
  /** Every result is. */
  readonly isReachedByAll: (cut: Rational) => boolean;
  /** Results below it are to be reckoned with. */
  readonly isAboveSome: (cut: Rational) => boolean;
}

export function bandWarnings(definition: Definition, compiled: readonly CompiledItem[]): Fault[] {
  const byId = new Map(
    definition.items.flatMap(({ id }, place) => {
      const item = compiled[place];
      return item === undefined ? [] : [[id, item] as const];
    }),
  );
  const reachOf = (set: BandSet): Reach | null => {
    if (set.on === "theta") return abilityReach(definition, set);
    const scale = definition.scales.find(({ id }) => id === set.scale);
    const range = scale === undefined ? totalRange(set, compiled) : scaleRange(set, scale, byId);
    return range === null ? null : pointsReach(range);
  };
  return definition.bands.flatMap((set, place) => {
    const reach = reachOf(set);
    return reach === null ? [] : warningsOf(set, reach, `bands.${place}`);
  });
}

function pointsReach({ least, most }: ValueRange): Reach {
  return {
    isReached: (cut) => compare(cut, most) <= 0,
    isReachedByAll: (cut) => compare(cut, least) <= 0,
    isAboveSome: (cut) => compare(cut, least) > 0,
  };
}

function abilityReach({ irt = [] }: Definition, { scale }: BandSet): Reach | null {
  const entry = irt.find((own) => own.scale === scale);
  if (entry === undefined) return null;
  const { least, most, floor } = thetaRange(entry);
  return {
    isReached: ({ p, q }) => quotient(p, q) <= most,
    isReachedByAll: ({ p, q }) => quotient(p, q) <= least,
    isAboveSome: ({ p, q }) => quotient(p, q) > floor,
  };
}

/** null on percent of nothing, which is null for every response. */
function totalRange({ on }: BandSet, members: readonly CompiledItem[]): ValueRange | null {
  let [least, most, maximum] = [0n, 0n, 0n];
  for (const { levels, blank, maxPoints } of members) {
    least += BigInt(Math.min(blank, levels[0] ?? blank));
    most += BigInt(Math.max(blank, levels.at(-1) ?? blank));
    maximum += BigInt(maxPoints);
  }
  const unit = on === "percent" ? maximum : BigInt(MICROPOINTS_PER_POINT);
  if (unit <= 0n) return null;
  const scale = on === "percent" ? 100n : 1n;
  return { least: rational(least * scale, unit), most: rational(most * scale, unit) };
}

function scaleRange({ on }: BandSet, scale: Scale, compiled: CompiledById): ValueRange | null {
  const members = membersOf(scale, compiled);
  const arithmetic = scaleArithmetic(scale, members);
  const raw = rawRange(scale, arithmetic, members);
  if (on === "points") return raw;
  if (on === "value") return valueRange(scale, raw);
  const { worth, whole, most } = arithmetic;
  const maximum = multiply(worth(whole), rational(BigInt(most)));
  if (maximum.p <= 0n) return null;
  const share = divide(rational(100n), maximum);
  return { least: multiply(share, raw.least), most: multiply(share, raw.most) };
}

function warningsOf(set: BandSet, reach: Reach, path: string): Fault[] {
  const ascending = bandCuts(set);
  const unreachable = ascending.flatMap(({ label, place, from }, rank): Fault[] => {
    const next = ascending[rank + 1];
    const isPassedOver = next !== undefined && reach.isReachedByAll(next.from);
    if (reach.isReached(from) && !isPassedOver) return [];
    const message = `no result can be in the band ${quote(label)}`;
    return [{ code: "band_unreachable", path: `${path}.cuts.${place}.min`, message }];
  });
  const lowest = ascending[0];
  if (lowest === undefined || !reach.isAboveSome(lowest.from)) return unreachable;
  const message = `results below the band ${quote(lowest.label)} are in no band`;
  return [...unreachable, { code: "band_gap", path: `${path}.cuts.${lowest.place}.min`, message }];
}
