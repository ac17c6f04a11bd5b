import * as v from "valibot";

import type { IrtInformationView as Information } from "#usecase/read-irt-information.ts";

const numbers = v.array(v.number());

export const IrtInformationView = v.object({
  id: v.string(),
  revision: v.number(),
  theta: v.pipe(numbers, v.description("The abilities; the lists below have an entry for each.")),
  scales: v.array(
    v.object({
      scale: v.string(),
      information: v.pipe(numbers, v.description("Of all items together.")),
      se: v.pipe(
        v.array(v.nullable(v.number())),
        v.description("1 / √information; null where there is none."),
      ),
      expected: v.pipe(
        numbers,
        v.description("The test characteristic curve: the sum of categories that is expected."),
      ),
      items: v.array(v.object({ id: v.string(), information: numbers })),
      inverse: v.exactOptional(
        v.pipe(
          v.object({
            score: v.number(),
            theta: v.nullable(v.number()),
            reason: v.exactOptional(v.picklist(["out_of_reach"])),
          }),
          v.description("The ability at which `score` is expected."),
        ),
      ),
    }),
  ),
}) satisfies v.GenericSchema<unknown, Information>;
