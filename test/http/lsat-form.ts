/**
 * LSAT-7 as a form with parameters: five items of two categories, twice, as the
 * total and as a scale.
 *
 * @module
 */

import { beforeAll } from "bun:test";

import type { Target } from "../support/target.ts";
import { OPENING_MS } from "./open-api.ts";

interface Parameters {
  readonly type: string;
  readonly a?: unknown;
  readonly b?: unknown;
}

export const LSAT = "/v1/assessments/lsat";

/** What an entry of `irt` says of the items. */
function lsatEntry(items: readonly Parameters[]) {
  return {
    D: 1,
    omitted: "missing",
    items: items.map(({ type, a, b }, index) => ({ id: `q${index}`, model: type, a, b })),
  };
}

/** @param own What the two entries say beside their items. */
export function lsatForm(
  items: readonly Parameters[],
  own: { readonly total: object; readonly all: object },
) {
  const ids = items.map((_, index) => `q${index}`);
  const entry = lsatEntry(items);
  return {
    items: ids.map((id) => ({ id, type: "rating", min: 0, max: 1 })),
    scales: [{ id: "all", items: ids, aggregate: "sum", missing: "zero" }],
    irt: [
      { ...entry, scale: "total", method: "eap", ...own.total },
      { ...entry, scale: "all", method: "ml", ...own.all },
    ],
  };
}

/** Defined, answered and scored before the tests of a target. */
export function beforeAllScored(
  api: Pick<Target, "sendJson">,
  definition: object,
  responses: readonly object[],
): void {
  beforeAll(async () => {
    await api.sendJson("PUT", LSAT, definition);
    await api.sendJson("POST", `${LSAT}/responses`, responses);
    await api.sendJson("POST", `${LSAT}/score`, {});
  }, OPENING_MS);
}
