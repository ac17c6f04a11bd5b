import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import type { RubricItem } from "#engine/rules/rubric/rubric-rule.ts";
import { isComplete, type Rating, standingRatings } from "#engine/rules/rubric/standing-ratings.ts";

const levels = [0, 1, 2, 5].map((points) => ({ id: `l${points}`, points }));
const criteria = [{ id: "c", levels }];

function rubric(doubleRating?: RubricItem["doubleRating"]): RubricItem {
  const item: RubricItem = { id: "q", type: "rubric", weight: 1, blank: 0, criteria };
  return doubleRating === undefined ? item : { ...item, doubleRating };
}

const apart = { third_if_apart: 1 };

/** "a0 b5" is a rating of level l0 by a, then one of l5 by b. */
function ratings(text: string): Rating[] {
  return text.split(" ").flatMap((said): Rating[] => {
    const [rater = "", ...level] = said;
    return rater === ""
      ? []
      : [{ item: "q", rater, levels: JSON.stringify({ c: `l${level.join("")}` }) }];
  });
}

function standing(doubleRating: RubricItem["doubleRating"], text: string): string {
  return standingRatings(rubric(doubleRating), ratings(text))
    .map(({ rating, levels: { c = "" } }) => `${rating.rater}${c.slice(1)}`)
    .join(" ");
}

describe("what counts", () => {
  test.each<[RubricItem["doubleRating"], string, string]>([
    [undefined, "", ""],
    [undefined, "a0", "a0"],
    // A later rating takes the place of the earlier.
    [undefined, "a0 a5", "a5"],
    ["mean", "a0 b1 a2", "a2 b1"],
    ["mean", "a0 a1 b0 b2 a5", "a5 b2"],
    // Raters in the order of their first, and no more than are asked for.
    [undefined, "a0 b1", "a0"],
    [undefined, "a0 b1 a2", "a2"],
    ["mean", "b0 a1", "b0 a1"],
    ["max", "a0 b1 c2", "a0 b1"],
    ["first", "a0 b1 c2 b5", "a0 b5"],
    [apart, "a0 b5 c2 d1", "a0 b5 c2"],
    [apart, "a0 b5 d1 c2 a1", "a1 b5 d1"],
    // What the item cannot read is left out, and nothing takes its place.
    [undefined, "a9 b1", ""],
    ["mean", "a9 b1 a2", "a2 b1"],
    ["mean", "a1 b2 a9", ""],
    ["mean", "a1 b9", "a1"],
    [apart, "a0 b9 c2", "a0"],
    [apart, "a0 b5 c9", "a0 b5"],
  ])("by %j of %s is %s", (doubleRating, text, expected) => {
    expect(standing(doubleRating, text)).toBe(expected);
  });

  test.each<[string, string[]]>([
    ["nothing", ["{}"]],
    ["another criterion", ['{"c":"l1","d":"l1"}', '{"d":"l1"}', '{"toString":"l1"}']],
    ["no level of it", ['{"c":"L1"}', '{"c":1}', '{"c":null}', '{"c":["l1"]}']],
  ])("leaves out a rating of %s", (_, texts) => {
    for (const text of texts) {
      expect(standingRatings(rubric(), [{ item: "q", rater: "a", levels: text }])).toEqual([]);
    }
  });

  test("is told with its comment and all", () => {
    const rating = { item: "q", rater: "a", levels: '{"c":"l2"}', comment: "good", sequence: 7 };
    expect(standingRatings(rubric(), [rating])).toEqual([{ rating, levels: { c: "l2" } }]);
  });
});

test.each<[RubricItem["doubleRating"], string, boolean]>([
  [undefined, "", false],
  [undefined, "a0", true],
  ["mean", "a0", false],
  ["mean", "a0 a1", false],
  ["mean", "a0 b5", true],
  ["max", "a0", false],
  ["first", "a0", false],
  ["first", "a0 b5", true],
  [apart, "a0", false],
  [apart, "a0 b1", true],
  [apart, "a0 b2", false],
  [apart, "a0 b2 c5", true],
  // A correction can make two ratings near, or part them.
  [apart, "a0 b2 a1", true],
  [apart, "a0 b1 a5", false],
])("by %j %s is enough: %j", (doubleRating, text, expected) => {
  const item = rubric(doubleRating);
  expect(isComplete(item, standingRatings(item, ratings(text)))).toBe(expected);
});

test("of every rater it is the last that counts, at the place of the first", () => {
  const said = fc.array(
    fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom(0, 1, 2, 5, 9)),
  );
  fc.assert(
    fc.property(said, (all) => {
      const text = all.map(([rater, level]) => `${rater}${level}`).join(" ");
      const raters = [...new Set(all.map(([rater]) => rater))].slice(0, 3);
      const last = raters.map((name) => {
        return `${name}${all.findLast(([rater]) => rater === name)?.[1]}`;
      });
      const expected = last.join(" ").replace(/ ?\w9.*$/, "");
      expect(standing(apart, text)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
