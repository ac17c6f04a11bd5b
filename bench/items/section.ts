/**
 * What the bench of item analysis reports.
 *
 * @module
 */

import type { CovarianceTimes, ItemTimes } from "../kernel/item-times.ts";
import { ITEM_COUNT } from "../support/exam.ts";
import type { OnBoth } from "../support/on-both-runtimes.ts";
import type { ScratchPostgres } from "../support/scratch-postgres.ts";
import {
  atMost,
  type Goal,
  milliseconds,
  number,
  type Section,
  type Table,
} from "../support/section.ts";
import type { EndpointTimes } from "./endpoint.ts";

export interface ItemsBench {
  readonly count: number;
  readonly plain: OnBoth<ItemTimes>;
  readonly scales: OnBoth<ItemTimes>;
  readonly covariances: OnBoth<CovarianceTimes>;
  readonly endpoint: EndpointTimes;
  readonly database: ScratchPostgres;
}

const MOST_MILLISECONDS = { engine: 20, endpoint: 50 } as const;
const LARGEST_DIFFERENCE = 1e-9;

export function itemsSection(bench: ItemsBench): Section {
  const { count, plain, database } = bench;
  const versions = plain.node === null ? [] : [`Node ${plain.nodeVersion}`];
  return {
    title: "Item analysis",
    about: `Of ${number(count)} responses × ${ITEM_COUNT} items. First the engine's, from the counts that a run leaves, against a plain implementation that goes through the responses again for each statistic: difficulty, mean, sd, item-total, item-rest, D27, alpha and alpha if deleted, and of each option its share, mean total and correlation with the rest; it covers the total alone, the engine every test. The form with scales has five scoring rules and three scales. Then GET …/items over HTTP on PostgreSQL (${database.settings}): the first reads compile the plan; cold ones ask for another number of strata each, so that the cache has none of them. Last, sums over all pairs of items, which covariances are made of, four fifths of the responses lacking an answer. The plain ones are run once over a tenth, times ten; the first analysis is that of its process; all else is medians. First reads are medians over three servers just started.`,
    tables: [analysisTable(bench), endpointTable(bench.endpoint), covarianceTable(bench)],
    goals: [...analysisGoals(bench), ...endpointGoals(bench.endpoint), ...covarianceGoals(bench)],
    versions: [...versions, database.version],
  };
}

/** Times by the runtime that took them. */
function byRuntime<Times>({ bun, node, nodeVersion }: OnBoth<Times>): [string, Times][] {
  const ofBun: [string, Times] = [`Bun ${Bun.version}`, bun];
  return node === null ? [ofBun] : [ofBun, [`Node ${nodeVersion}`, node]];
}

function analysisTable({ plain, scales }: ItemsBench): Table {
  const rowsOf = (form: string, times: OnBoth<ItemTimes>) =>
    byRuntime(times).map(([runtime, own]) => [
      runtime,
      form,
      number(own.tests),
      milliseconds(own.first),
      milliseconds(own.engine),
      milliseconds(own.plain),
      `${number(own.plain / own.engine)}×`,
      own.largestDifference.toExponential(1),
    ]);
  return {
    head: ["", "form", "tests", "first", "engine", "plain", "ratio", "largest difference"],
    rows: [...rowsOf("plain", plain), ...rowsOf("scales", scales)],
  };
}

function endpointTable({ fresh, first, cold, cached, bytes }: EndpointTimes): Table {
  const size = `${number(bytes / 1024)} KiB`;
  return {
    head: ["GET …/items", "time", "answer"],
    rows: [
      ["first request of a server", milliseconds(fresh), size],
      ["first after a summary", milliseconds(first), size],
      ["cold, plan compiled", milliseconds(cold), size],
      ["cached in memory", milliseconds(cached), size],
    ],
  };
}

function covarianceTable({ covariances }: ItemsBench): Table {
  return {
    head: ["sums over pairs", "engine", "plain", "ratio", "largest difference"],
    rows: byRuntime(covariances).map(([runtime, { engine, plain, largestDifference }]) => [
      runtime,
      milliseconds(engine),
      milliseconds(plain),
      `${number(plain / engine)}×`,
      largestDifference.toExponential(1),
    ]),
  };
}

function analysisGoals({ plain, scales }: ItemsBench): Goal[] {
  const most = MOST_MILLISECONDS.engine;
  const goalsOf = (form: string, times: OnBoth<ItemTimes>) =>
    byRuntime(times).map(([runtime, { engine }]) =>
      atMost(`${runtime}, ${form}: at most ${most} ms`, engine, most, " ms"),
    );
  return [
    ...goalsOf("the total", plain),
    ...goalsOf("the total and three scales", scales),
    nearPlain("no statistic", [...byRuntime(plain), ...byRuntime(scales)]),
    ...sameBytes("the analysis", plain),
    ...sameBytes("the analysis with scales", scales),
  ];
}

function endpointGoals({ first, cold }: EndpointTimes): Goal[] {
  const most = MOST_MILLISECONDS.endpoint;
  return [
    atMost(`GET …/items, first after a summary: at most ${most} ms`, first, most, " ms"),
    atMost(`GET …/items, cold: at most ${most} ms`, cold, most, " ms"),
  ];
}

function covarianceGoals({ covariances }: ItemsBench): Goal[] {
  return [
    nearPlain("no covariance", byRuntime(covariances)),
    ...sameBytes("sums over pairs", covariances),
  ];
}

function nearPlain(
  what: string,
  times: readonly (readonly [string, { readonly largestDifference: number }])[],
): Goal {
  const largest = Math.max(...times.map(([, { largestDifference }]) => largestDifference));
  return {
    goal: `${what} differs from the plain one by ${LARGEST_DIFFERENCE}`,
    measured: largest.toExponential(1),
    met: largest < LARGEST_DIFFERENCE,
  };
}

function sameBytes(what: string, { bun, node }: OnBoth<{ readonly digest: string }>): Goal[] {
  if (node === null) return [];
  const met = bun.digest === node.digest;
  return [
    {
      goal: `${what}: the same bytes on Bun and on Node`,
      measured: met ? bun.digest : `${bun.digest} and ${node.digest}`,
      met,
    },
  ];
}
