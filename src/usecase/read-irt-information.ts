/**
 * Reads how much the items of a revision say at each of several abilities.
 *
 * @module
 */

import { type InformationCurves, informationCurves } from "#engine/irt/information-curves.ts";
import { err, ok, type Result } from "#result";
import { findAssessment } from "#store/assessments.ts";
import { findRevision } from "#store/revisions.ts";

import type { Deps } from "./deps.ts";
import type { AssessmentNotFound, RevisionNotFound } from "./failures.ts";

export interface ReadIrtInformationInput {
  readonly tenant: number;
  readonly id: string;
  /** null is the newest. */
  readonly revision: number | null;
  /** Abilities from one to the other, the last one included where a step ends on it. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** A sum of categories whose ability is asked for; null where none is. */
  readonly score: number | null;
}

export interface IrtInformationView {
  readonly id: string;
  readonly revision: number;
  readonly theta: readonly number[];
  /** One for each entry of the definition's `irt`. */
  readonly scales: readonly InformationCurves[];
}

/** No ability lies between `from` and `to`, or too many for so many items. */
export interface AbilitiesInvalid {
  readonly code: "abilities_invalid";
  readonly abilities: number;
  readonly limit: number;
}

const MOST_ABILITIES = 1_001;
/** Items times abilities: each is a number of the answer. */
const MOST_CELLS = 200_000;
/** Steps such as 0.1 are not exact; what they add up to prints as it was meant. */
const DECIMALS = 1_000_000;

export async function readIrtInformation(
  deps: Pick<Deps, "db">,
  input: ReadIrtInformationInput,
): Promise<Result<IrtInformationView, AssessmentNotFound | RevisionNotFound | AbilitiesInvalid>> {
  const { tenant, id, revision, score } = input;
  const record = await findAssessment(deps.db, tenant, id);
  if (record === null || record.newestRevision === 0) {
    return err({ code: "assessment_not_found", id });
  }
  const number = revision ?? record.newestRevision;
  const found = await findRevision(deps.db, record.key, number);
  if (found === null) return err({ code: "revision_not_found", id, revision: number });

  const { irt = [] } = found.definition;
  const items = irt.reduce((sum, entry) => sum + entry.items.length, 0);
  const abilities = Math.floor((input.to - input.from) / input.step + 1 / DECIMALS) + 1;
  const limit = Math.min(MOST_ABILITIES, Math.floor(MOST_CELLS / Math.max(1, items)));
  if (abilities < 1 || abilities > limit) {
    return err({ code: "abilities_invalid", abilities: Math.max(0, abilities), limit });
  }
  const theta = Array.from(
    { length: abilities },
    (_, place) => Math.round((input.from + place * input.step) * DECIMALS) / DECIMALS,
  );
  const scales = irt.map((entry) => informationCurves(entry, theta, score));
  return ok({ id, revision: number, theta, scales });
}
