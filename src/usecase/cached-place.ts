/**
 * Where what is cached lies. A subject is an assessment, by tenant and by the
 * tenant's own id, so that a hit needs no query: not even for the assessment.
 *
 * @module
 */

import type { Place } from "#cache/cache.ts";
import type { GroupNames } from "#engine/statistics/dif/group-of.ts";

import type { CutOptions } from "./count-cuts.ts";
import type { ScoredRevisionInput } from "./scored-revision.ts";

interface AssessmentName {
  readonly tenant: number;
  readonly id: string;
}

/** What one write makes stale. */
export function cachedSubject({ tenant, id }: AssessmentName): string {
  return `${tenant}/${id}`;
}

export function summaryPlace(input: ScoredRevisionInput): Place {
  return { subject: cachedSubject(input), name: `summary/${input.revision ?? "newest"}` };
}

export function itemAnalysisPlace(input: ScoredRevisionInput & { readonly strata: number }): Place {
  const name = `items/${input.revision ?? "newest"}/${input.strata}`;
  return { subject: cachedSubject(input), name };
}

export function reliabilityPlace(input: ScoredRevisionInput): Place {
  return { subject: cachedSubject(input), name: `reliability/${input.revision ?? "newest"}` };
}

export function cutsPlace(input: ScoredRevisionInput & CutOptions): Place {
  const { revision, within, reliability, rudner, thetas } = input;
  const asked = [within, reliability ?? "alpha", rudner ? "rudner" : "", thetas.join(",")];
  return {
    subject: cachedSubject(input),
    name: `cuts/${revision ?? "newest"}/${asked.join("/")}`,
  };
}

export function difPlace(input: ScoredRevisionInput & GroupNames): Place {
  // JSON keeps apart what a separator inside a name would run together.
  const groups = JSON.stringify([input.attribute, input.reference, input.focal]);
  return { subject: cachedSubject(input), name: `dif/${input.revision ?? "newest"}/${groups}` };
}
