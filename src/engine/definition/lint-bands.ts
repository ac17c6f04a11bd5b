/**
 * Bands that no result can reach, and results that no band takes.
 *
 * @module
 */

import { compare, divide, multiply, rational } from "../numbers/rational.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";
import { MICROPOINTS_PER_POINT } from "../micropoints.ts";
import { scaleArithmetic } from "../scales/scale-arithmetic.ts";
import { rawRange, type ValueRange, valueRange } from "../scales/value-range.ts";

import type { BandSet, Definition } from "./definition.ts";
import { type Fault, quote } from "./fault.ts";
import { exact } from "./quantity.ts";
import { type CompiledById, membersOf } from "./scale-faults.ts";
import type { Scale } from "./scale.ts";

export function bandWarnings(definition: Definition, compiled: readonly CompiledItem[]): Fault[] {
  const byId = new Map(
    definition.items.flatMap(({ id }, place) => {
      const item = compiled[place];
      return item === undefined ? [] : [[id, item] as const];
    }),
  );
  return definition.bands.flatMap((set, place) => {
    const scale = definition.scales.find(({ id }) => id === set.scale);
    const range = scale === undefined ? totalRange(set, compiled) : scaleRange(set, scale, byId);
    return range === null ? [] : warningsOf(set, range, `bands.${place}`);
  });
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

function warningsOf({ cuts }: BandSet, range: ValueRange, path: string): Fault[] {
  const ascending = cuts
    .map(({ min, label }, place) => ({ label, place, from: exact(min) }))
    .toSorted((a, b) => compare(a.from, b.from));
  const unreachable = ascending.flatMap(({ label, place, from }, rank): Fault[] => {
    const next = ascending[rank + 1];
    const isPassedOver = next !== undefined && compare(next.from, range.least) <= 0;
    if (compare(from, range.most) <= 0 && !isPassedOver) return [];
    const message = `no result can be in the band ${quote(label)}`;
    return [{ code: "band_unreachable", path: `${path}.cuts.${place}.min`, message }];
  });
  const lowest = ascending[0];
  if (lowest === undefined || compare(lowest.from, range.least) <= 0) return unreachable;
  const message = `results below the band ${quote(lowest.label)} are in no band`;
  return [...unreachable, { code: "band_gap", path: `${path}.cuts.${lowest.place}.min`, message }];
}
