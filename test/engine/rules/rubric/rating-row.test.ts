import { expect, test } from "bun:test";

import { readRatingRow } from "#engine/rules/rubric/rating-row.ts";

import { givenForm } from "../../scoring/encoded-batch.ts";

const levels = ["low", "high"].map((id, points) => ({ id, points }));

test.each(["toString", "constructor", "valueOf"])(
  "a criterion %s that is left out has no level, whatever objects have by that name",
  (id) => {
    const criteria = [
      { id, levels },
      { id: "style", levels },
    ];
    const { definition } = givenForm({ items: [{ id: "essay", type: "rubric", criteria }] });
    const items = new Map(definition.items.map((item) => [item.id, item]));
    const read = (given: string) => {
      const row = { candidate: "c-1", item: "essay", rater: "r-1", levels: JSON.parse(given) };
      return readRatingRow(items, 1, row);
    };
    expect(read('{"style":"low"}')).toMatchObject({
      error: { code: "level_missing", path: `levels.${id}` },
    });
    expect(read(`{"${id}":"high","style":"low"}`)).toMatchObject({
      value: { levels: `{"${id}":"high","style":"low"}` },
    });
  },
);
