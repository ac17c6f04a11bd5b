/**
 * What the covariances of a test's items say of its reliability.
 *
 * @module
 */

import { err, type Result } from "#result";

import type { Statistic } from "../summary.ts";
import { correlationMatrix, type CorrelationMatrix } from "./correlation-matrix.ts";
import { alphaIfDeleted, covarianceAlpha } from "./covariance-alpha.ts";
import {
  asZeroCovariances,
  type CovarianceMatrix,
  listwiseCovariances,
  pairCount,
  pairwiseCovariances,
} from "./covariance-matrix.ts";
import { lambda2 } from "./lambda-2.ts";
import { lambda6 } from "./lambda-6.ts";
import { matrixSums, type MatrixSums } from "./matrix-sums.ts";
import type { OpenedTest, PairRefusal } from "./open-pair-sums.ts";
import type { PairSums } from "./pair-sums.ts";
import type { PairTable } from "./pair-table.ts";
import type { ReliabilityFault } from "./reliability-fault.ts";
import { flanaganRulon, halfCorrelation, halvesOf, spearmanBrown } from "./split-half.ts";
import {
  averageCorrelation,
  standardisedAlpha,
  standardisedAlphaIfDeleted,
} from "./standardised-alpha.ts";

export type ReliabilityByCovariance = TestReliability | RefusedTest;

export interface TestReliability {
  /** "total", or the scale's id. */
  readonly id: string;
  /** Final results; of a scale, those in which it has a value. */
  readonly responses: number;
  /** Of the responses with every item answered. */
  readonly listwise: Reliability;
  /** Of each pair of items, from the responses with both answered. */
  readonly pairwise: PairwiseReliability;
  /** Of all of them: what is missing is worth what the definition says. */
  readonly asZero: Reliability;
}

/** A test with too many pairs of items. */
export interface RefusedTest {
  readonly id: string;
  readonly reason: PairRefusal;
}

export interface Consistency {
  readonly alpha: Statistic;
  readonly standardisedAlpha: Statistic;
  /** Of different items. */
  readonly averageCorrelation: Statistic;
  /** In the order of the test. */
  readonly items: readonly ItemConsistency[];
  /** Why a statistic is null, by its name. */
  readonly reasons: Readonly<Record<string, ReliabilityFault>>;
}

export interface PairwiseReliability extends Consistency {
  /** The fewest responses that have both items of a pair. */
  readonly leastN: number;
}

export interface Reliability extends Consistency {
  readonly n: number;
  readonly lambda2: Statistic;
  readonly lambda6: Statistic;
  /** Of the odd and the even items. */
  readonly halfCorrelation: Statistic;
  readonly spearmanBrown: Statistic;
  readonly flanaganRulon: Statistic;
}

/** Of the others, without this item. */
export interface ItemConsistency {
  readonly id: string;
  readonly alphaIfDeleted: Statistic;
  readonly standardisedAlphaIfDeleted: Statistic;
  readonly reasons: Readonly<Record<string, ReliabilityFault>>;
}

/** O(k³) for λ6, otherwise O(k²), however many responses there are. */
export function reliabilityByCovariance(test: OpenedTest): ReliabilityByCovariance {
  if ("refusal" in test) return { id: test.id, reason: test.refusal };
  const { id, table, sums } = test;
  // Totals over different sets of items are not of one test.
  const asZeroFault = sums.gaps > 0 ? "several_presented_sets" : null;
  return {
    id,
    responses: sums.responses,
    listwise: {
      n: sums.complete,
      ...reliabilityOf(table, listwiseCovariances(table, sums), null),
    },
    pairwise: {
      leastN: leastPairCount(table, sums),
      ...consistencyOf(table, read(pairwiseCovariances(table, sums), null)),
    },
    asZero: {
      n: sums.responses,
      ...reliabilityOf(table, asZeroCovariances(table, sums), asZeroFault),
    },
  };
}

function leastPairCount({ items }: PairTable, sums: PairSums): number {
  let least = sums.responses;
  for (let i = 0; i < items.length; i++) {
    for (let j = 0; j <= i; j++) least = Math.min(least, pairCount(sums, i, j));
  }
  return least;
}

interface Read {
  readonly sums: MatrixSums;
  readonly correlations: CorrelationMatrix;
  /** Why nothing at all is defined; null where something may be. */
  readonly fault: ReliabilityFault | null;
}

function read(matrix: CovarianceMatrix, fault: ReliabilityFault | null): Read {
  return { sums: matrixSums(matrix), correlations: correlationMatrix(matrix), fault };
}

function reliabilityOf(
  table: PairTable,
  matrix: CovarianceMatrix,
  fault: ReliabilityFault | null,
): Omit<Reliability, "n"> {
  const own = read(matrix, fault);
  const consistency = consistencyOf(table, own);
  const halves = halvesOf(matrix);
  const { values, reasons } = statistics(fault, {
    lambda2: lambda2(own.sums),
    lambda6: lambda6(own.sums, own.correlations),
    halfCorrelation: halves.ok ? halfCorrelation(halves.value) : halves,
    spearmanBrown: halves.ok ? spearmanBrown(halves.value) : halves,
    flanaganRulon: halves.ok ? flanaganRulon(halves.value) : halves,
  });
  return { ...consistency, ...values, reasons: { ...consistency.reasons, ...reasons } };
}

function consistencyOf(table: PairTable, { sums, correlations, fault }: Read): Consistency {
  const { values, reasons } = statistics(fault, {
    alpha: covarianceAlpha(sums),
    standardisedAlpha: standardisedAlpha(correlations),
    averageCorrelation: averageCorrelation(correlations),
  });
  const items = table.items.map((id, item) => {
    const without = statistics(fault, {
      alphaIfDeleted: alphaIfDeleted(sums, item),
      standardisedAlphaIfDeleted: standardisedAlphaIfDeleted(correlations, item),
    });
    return { id, ...without.values, reasons: without.reasons };
  });
  return { ...values, items, reasons };
}

type Outcome = Result<number, ReliabilityFault>;

/** Each by its name, and the reasons of those that are null. */
function statistics<Name extends string>(
  fault: ReliabilityFault | null,
  outcomes: Readonly<Record<Name, Outcome>>,
) {
  const reasons: Record<string, ReliabilityFault> = {};
  const values = {} as Record<Name, Statistic>;
  for (const name of Object.keys(outcomes) as Name[]) {
    const outcome: Outcome = fault === null ? outcomes[name] : err(fault);
    values[name] = outcome.ok ? outcome.value : null;
    if (!outcome.ok) reasons[name] = outcome.error;
  }
  return { values, reasons };
}
