import { Points } from "./quantity.ts";
import { table } from "./table.ts";

/** What each option is worth: `{ "A": 1, "C": "1/3" }`. */
export const PointsByOption = table(
  Points,
  "An object of option to points: numbers of at most six decimals, or fractions.",
);
