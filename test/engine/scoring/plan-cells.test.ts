/** Every level of points has a code of two bytes, and what has more is refused. */

import { expect, test } from "bun:test";

import { extendLayout } from "#engine/answers/extend-layout.ts";
import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { compilePlan } from "#engine/scoring/compile-plan.ts";

import { must } from "../../support/must.ts";

/** Two raters can come to about (levels² (levels² + 1)) / 2 different points. */
function essayOf(levels: number) {
  const criteria = ["content", "style"].map((id, criterion) => ({
    id,
    levels: Array.from({ length: levels }, (_, level) => ({
      id: `${level}`,
      // Squares of different primes' multiples: hardly two sums are the same.
      points: ((level * level * (criterion === 0 ? 7_919 : 6_007)) % 400_009) + level / 8,
    })),
  }));
  return { id: "essay", type: "rubric", criteria, doubleRating: "mean" };
}

function compiled(item: object) {
  const { definition } = must(parseDefinition({ items: [item] }));
  return compilePlan(definition, must(extendLayout(null, definition, 1)));
}

test("an item of more levels than codes is refused, not scored by the codes of others", () => {
  const few = must(compiled(essayOf(16)));
  expect(few.items[0]?.units.length).toBeGreaterThan(18_000);
  expect(compiled(essayOf(25))).toEqual({
    ok: false,
    error: { code: "item_has_too_many_levels", index: 0, levels: expect.any(Number) },
  });
});
