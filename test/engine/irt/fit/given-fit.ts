import { fitPlansOf } from "#engine/irt/fit/fit-plan.ts";
import { type ScaleFit, scaleFit } from "#engine/irt/fit/scale-fit.ts";
import { readThetas } from "#engine/irt/read-thetas.ts";
import { placeRatings } from "#engine/scoring/place-ratings.ts";

import { encodeBatch, type Form, scored } from "../../scoring/encoded-batch.ts";

/** Fit by the first entry of `irt`, one a response; nobody has rated anything. */
export function fitsOf(form: Form, responses: readonly unknown[]): ScaleFit[] {
  const [irt] = form.definition.irt ?? [];
  const [plan] = fitPlansOf(form.plan);
  if (irt === undefined || plan === undefined) throw new Error("no irt in the definition");
  const encoded = encodeBatch(form, responses);
  const rows = placeRatings(form.plan, encoded.rows, []);
  const { batch, levels, scored: results } = scored(form, { ...encoded, rows });
  return responses.map((_, response) => {
    const { theta, se, reason } = results.thetas?.[0] ?? {};
    const [own] = readThetas(form.plan, {
      thetas: [finite(theta?.[response])],
      thetaSes: [finite(se?.[response])],
      thetaReasons: [reason?.[response] ?? 0],
    });
    if (own === undefined) throw new Error("no ability");
    return scaleFit(form.plan, { plan, irt, own }, { batch, levels, response });
  });
}

function finite(value = Number.NaN): number | null {
  return Number.isFinite(value) ? value : null;
}
