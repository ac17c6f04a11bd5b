/**
 * A claim X and what it rests on: Y counts for nothing where X is wrong
 * ("rationale scoring", "linked pairs").
 *
 *     dyad, C = {X, Y}:        1 point   both selected
 *     triad, C = {X, Y1, Y2}:  2 points  all selected
 *                              1 point   X and one Y
 *                              0         otherwise, whatever was selected without X
 *
 * `anchor` is X. A candidate fills two or three blanks, so an answer selects at
 * most as many options as are keyed, and one with more is refused. These are
 * points; a `weight` scales them.
 *
 * Source: NCSBN's three scoring rules of the Next Generation NCLEX, "0/1", "+/-"
 * and "rationale": both X and Y must be right to earn a point ("What are the
 * current scoring models?", NCSBN's candidate help; Muntean, W., Next Generation
 * NCLEX: Item Types and Scoring, slides).
 *
 * @module
 */

import * as v from "valibot";

import { Option } from "../../definition/item-fields.ts";
import { rational, ZERO } from "../../numbers/rational.ts";
import { keyIsAmongOptions, optionsAreDistinct } from "../check-options.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Check, Formula } from "../rule.ts";

import { KeyedOptions, selectionFields } from "./multiple-choice-fields.ts";
import { selection } from "./selection.ts";

const RationaleItem = v.strictObject({
  ...selectionFields,
  rule: v.literal("rationale"),
  key: KeyedOptions,
  anchor: Option,
});
type RationaleItem = v.InferOutput<typeof RationaleItem>;

const keyIsLinked: Check<RationaleItem> = {
  reads: ["key"],
  faults: ({ key }) => {
    if (key.length === 2 || key.length === 3) return [];
    const message = `a rationale has 2 keyed options (dyad) or 3 (triad); there are ${key.length}`;
    return [{ code: "key_not_linked", path: "key", message }];
  },
};

const anchorIsKeyed: Check<RationaleItem> = {
  reads: ["key", "anchor"],
  faults: ({ key, anchor }) => {
    if (key.includes(anchor)) return [];
    const message = "the anchor must be one of the keyed options";
    return [{ code: "anchor_not_in_key", path: "anchor", message }];
  },
};

const checks: readonly Check<RationaleItem>[] = [
  optionsAreDistinct,
  keyIsAmongOptions,
  keyIsLinked,
  anchorIsKeyed,
];

export const rationale = {
  Item: RationaleItem,
  checks,
  formula(item: RationaleItem): Formula {
    const options = new Set(item.options);
    const reasons = item.key.filter((option) => option !== item.anchor);
    const earned = reasons.map((_, place) => rational(BigInt(place + 1)));
    const reasonsIn = (selected: ReadonlySet<string>) =>
      reasons.filter((option) => selected.has(option)).length;
    const emptyIsOmitted = item.emptyMeans === "omitted";
    return {
      values: [ZERO, ...earned, ...(emptyIsOmitted ? [null] : [])],
      points: (answer) => {
        const selected = selection(answer, options);
        if (selected.size > item.key.length) throw impossibleAnswer(answer);
        if (selected.size === 0 && emptyIsOmitted) return null;
        if (!selected.has(item.anchor)) return ZERO;
        return rational(BigInt(reasonsIn(selected)));
      },
      reading: (answer) => {
        const selected = selection(answer, options);
        const evidence = { anchor: selected.has(item.anchor), reasons: reasonsIn(selected) };
        return { normal: [...selected], evidence };
      },
    };
  },
};
