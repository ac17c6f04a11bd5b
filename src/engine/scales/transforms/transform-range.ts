import { exact } from "../../definition/quantity.ts";
import type { Transform } from "../../definition/transform.ts";
import { greatest, least, type Rational, rational, ZERO } from "../../numbers/rational.ts";

import { compileTransform } from "./compile-transform.ts";

interface Range {
  readonly least: Rational;
  readonly most: Rational;
}

/** What a transform can make of the values of a range, over all its groups. */
export function transformedRange(before: Range, transform: Transform): Range {
  switch (transform.type) {
    case "lookup": {
      const groups = "groups" in transform ? transform.groups : [transform];
      const values = groups.flatMap(({ table }) => table.map(([, value]) => exact(value)));
      return spanning(values);
    }
    case "stanine":
      return { least: rational(1n), most: rational(9n) };
    case "percentile_rank":
      return { least: ZERO, most: rational(100n) };
    case "linear":
    case "z":
    case "t":
      // A line: the ends of the range go to the ends of the result.
      return spanning(
        compileTransform(transform).steps.flatMap((step) =>
          [before.least, before.most].flatMap((value) => {
            const after = step({ value, slack: ZERO, se: null });
            return after === null ? [] : [after.value];
          }),
        ),
      );
  }
}

function spanning(values: readonly Rational[]): Range {
  return {
    least: values.reduce(least),
    most: values.reduce(greatest),
  };
}
