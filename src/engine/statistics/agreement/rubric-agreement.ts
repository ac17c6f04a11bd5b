/**
 * How two raters agree on a rubric: criterion by criterion, and in the points.
 *
 * @module
 */

import { exact } from "../../definition/quantity.ts";
import { compare, type Rational } from "../../numbers/rational.ts";
import { roundToMicropoints } from "../../numbers/round-to-micropoints.ts";
import { type Levels, pointsOfLevels, type RubricItem } from "../../rules/rubric/rubric-rule.ts";
import { rubricSums } from "../../rules/rubric/rubric-sums.ts";
import type { Statistic } from "../summary.ts";

import { type AgreementTable, countPair, emptyAgreementTable } from "./agreement-table.ts";
import { icc21 } from "./icc-2-1.ts";
import { icc3k } from "./icc-3-k.ts";
import { type RaterAgreement, raterAgreement } from "./rater-agreement.ts";
import { addSubject, emptyRatingSums, type IccFault, type RatingSums } from "./rating-sums.ts";

/** Points with more different values than this are no categories any more: K² counters. */
const MOST_CATEGORIES = 200;

/** Whole numbers only; each answer is added once. */
export interface RubricCounts {
  readonly item: RubricItem;
  /** One a criterion, over its levels in their order. */
  readonly criteria: readonly AgreementTable[];
  /** Over all sums that the levels can have, ascending; null where they are too many. */
  readonly points: { readonly sums: readonly string[]; readonly table: AgreementTable } | null;
  /** Of the points in millionths. */
  readonly icc: RatingSums;
}

export interface RubricAgreement {
  readonly item: string;
  /** Answers that two raters rated. */
  readonly pairs: number;
  readonly criteria: readonly (RaterAgreement & { readonly criterion: string })[];
  /** Of the sums of the levels' points; null where they have too many different values. */
  readonly points: RaterAgreement | null;
  /** Single ratings, absolute agreement, of the points. */
  readonly icc21: Statistic;
  /** The mean of both raters, consistency, of the points. */
  readonly icc3k: Statistic;
  /** Why a correlation is null, by its name. */
  readonly reasons: Readonly<Record<string, IccFault>>;
}

export function emptyRubricCounts(item: RubricItem): RubricCounts {
  const criteria = item.criteria.map(({ levels }) => emptyAgreementTable(levels.length));
  return { item, criteria, points: emptyPoints(item), icc: emptyRatingSums(2) };
}

/** At least as many as `emptyRubricCounts` makes, told without making them. */
export function mostCounters({ criteria }: RubricItem): number {
  const levels = criteria.map((criterion) => criterion.levels.length);
  const sums = levels.reduce((most, count) => Math.min(MOST_CATEGORIES, most * count), 1);
  return levels.reduce((counters, count) => counters + count * count, sums * sums);
}

function emptyPoints({ criteria }: RubricItem): RubricCounts["points"] {
  const worths = criteria.map(({ levels }) => levels.map(({ points }) => exact(points)));
  const sums = rubricSums(worths)?.toSorted(compare) ?? [];
  if (sums.length === 0 || sums.length > MOST_CATEGORIES) return null;
  return { sums: sums.map(nameOf), table: emptyAgreementTable(sums.length) };
}

/** Counts an answer by its first two raters. O(criteria). */
export function countRatings(counts: RubricCounts, first: Levels, second: Levels): void {
  const { item, criteria, points, icc } = counts;
  for (const [place, { id, levels }] of item.criteria.entries()) {
    const placeOf = (given: Levels) => levels.findIndex((level) => level.id === given[id]);
    countPair(criteria[place] as AgreementTable, placeOf(first), placeOf(second));
  }
  const sums = [first, second].map((levels) => pointsOfLevels(item, levels));
  addSubject(icc, sums.map(micropointsOf));
  if (points === null) return;
  const [one = -1, two = -1] = sums.map((sum) => points.sums.indexOf(nameOf(sum)));
  countPair(points.table, one, two);
}

function nameOf({ p, q }: Rational): string {
  return `${p}/${q}`;
}

function micropointsOf(points: Rational): number {
  return roundToMicropoints(points).micropoints;
}

export function rubricAgreement({ item, criteria, points, icc }: RubricCounts): RubricAgreement {
  const single = icc21(icc);
  const mean = icc3k(icc);
  return {
    item: item.id,
    pairs: icc.subjects,
    criteria: criteria.map((table, place) => ({
      criterion: item.criteria[place]?.id ?? "",
      ...raterAgreement(table),
    })),
    points: points === null ? null : raterAgreement(points.table),
    icc21: single.ok ? single.value : null,
    icc3k: mean.ok ? mean.value : null,
    reasons: {
      ...(single.ok ? {} : { icc21: single.error }),
      ...(mean.ok ? {} : { icc3k: mean.error }),
    },
  };
}
