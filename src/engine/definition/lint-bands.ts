/**
 * Bands that no result can reach, and results that no band takes.
 *
 * @module
 */

import { compare, rational, type Rational } from "../numbers/rational.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";
import { MICROPOINTS_PER_POINT } from "../micropoints.ts";

import type { BandSet, Definition } from "./definition.ts";
import { type Fault, quote } from "./fault.ts";
import { exact } from "./quantity.ts";

/** What the value that the cuts divide can be. */
interface Range {
  readonly least: Rational;
  readonly most: Rational;
}

export function bandWarnings(definition: Definition, compiled: readonly CompiledItem[]): Fault[] {
  const byId = new Map(definition.items.map((item, place) => [item.id, compiled[place]]));
  return definition.bands.flatMap((set, place) => {
    const scale = definition.scales.find(({ id }) => id === set.scale);
    const members = scale === undefined ? [...compiled] : scale.items.map((id) => byId.get(id));
    const range = rangeOf(
      set,
      members.filter((member) => member !== undefined),
    );
    return range === null ? [] : warningsOf(set, range, `bands.${place}`);
  });
}

/** null on percent of nothing, which is null for every response. */
function rangeOf({ on }: BandSet, members: readonly CompiledItem[]): Range | null {
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

function warningsOf({ cuts }: BandSet, range: Range, path: string): Fault[] {
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
