/**
 * Where what is cached lies. A subject is an assessment, by tenant and by the
 * tenant's own id, so that a hit needs no query: not even for the assessment.
 *
 * @module
 */

import type { Place } from "#cache/cache.ts";
import type { Group } from "#engine/scoring/plan.ts";
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

interface OfGroup extends ScoredRevisionInput {
  readonly where: Group | null;
}

export function itemAnalysisPlace(input: OfGroup & { readonly strata: number }): Place {
  const name = `items/${input.revision ?? "newest"}/${input.strata}${ofGroup(input)}`;
  return { subject: cachedSubject(input), name };
}

export function reliabilityPlace(input: OfGroup): Place {
  const name = `reliability/${input.revision ?? "newest"}${ofGroup(input)}`;
  return { subject: cachedSubject(input), name };
}

function ofGroup({ where }: OfGroup): string {
  return where === null ? "" : `/${together(where.attribute, where.value)}`;
}

/** JSON keeps apart what a separator inside a name would run together. */
function together(...names: readonly string[]): string {
  return JSON.stringify(names);
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
  const groups = together(input.attribute, input.reference, input.focal);
  return { subject: cachedSubject(input), name: `dif/${input.revision ?? "newest"}/${groups}` };
}
