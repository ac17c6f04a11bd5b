/**
 * The rules of a rating: of numbers from min to max, or of labels with values.
 *
 * @module
 */

import { ratingLabels } from "./rating-labels.ts";
import { ratingValue } from "./rating-value.ts";

export const ratingRules = {
  range: ratingValue,
  labels: ratingLabels,
};

export function ratingRuleOf(item: object): (typeof ratingRules)[keyof typeof ratingRules] {
  return Object.hasOwn(item, "values") ? ratingRules.labels : ratingRules.range;
}
