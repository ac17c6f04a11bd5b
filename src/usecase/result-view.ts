/**
 * A result as callers read it: points in points, bands by label.
 *
 * @module
 */

import type { IrtMethod } from "#engine/definition/irt.ts";
import type { Explanation } from "#engine/explain/explain-result.ts";
import type { ReadTheta } from "#engine/irt/read-thetas.ts";
import type { ThetaValue } from "#engine/irt/theta-values.ts";
import { type Micropoints, toPoints } from "#engine/micropoints.ts";
import type { Plan } from "#engine/scoring/plan.ts";
import type { StateCounts } from "#engine/scoring/count-states.ts";
import { type ReadResult, readResult, type StoredPoints } from "#engine/scoring/read-result.ts";
import type { ReadScale, ScaleReason } from "#engine/scoring/read-scale.ts";
import type { ValueReason } from "#engine/scales/transforms/transform-chain.ts";

import type { FitView } from "./fit-view.ts";

export interface ScaleView {
  /** Before the transforms. */
  readonly raw: number | null;
  readonly value: number | null;
  /** Standard error, where a table gives it. */
  readonly se?: number;
  /** The largest raw value. */
  readonly max: number;
  /** How many members were answered. */
  readonly answered: number;
  readonly reason?: ScaleReason;
}

/** An ability by item response theory. */
export interface ThetaView {
  readonly theta: number | null;
  readonly se: number | null;
  readonly method: IrtMethod;
  /** Why theta or its standard error is null. */
  readonly reason?: NonNullable<ReadTheta["reason"]>;
  /** After the transforms; only where the definition has some. */
  readonly value?: number | null;
  /** Standard error of the value. */
  readonly valueSe?: number;
  /** Why an ability that there is has no value. */
  readonly valueReason?: ValueReason;
}

export interface ResultView {
  readonly candidate: string;
  readonly attempt: number;
  readonly ordinal: number;
  readonly revision: number;
  readonly points: number | null;
  readonly maxPoints: number;
  readonly percent: number | null;
  readonly scales: Readonly<Record<string, ScaleView>>;
  readonly bands: Readonly<Record<string, string | null>>;
  /** By scale, or "total"; only where the definition has `irt`. */
  readonly theta?: Readonly<Record<string, ThetaView>>;
  /** Only where the definition has gates. */
  readonly gates?: Readonly<Record<string, boolean | null>>;
  /** How many items are in each state; together, all of the definition. */
  readonly states: StateCounts;
  /** Provisional until people have scored what they have to. */
  readonly status: "final" | "provisional" | "failed";
  /** Why the result failed, or why a value is null. */
  readonly reason?: string;
  /** Only where it was asked for. */
  readonly fit?: FitView;
  /** Only where it was asked for. */
  readonly explanation?: Explanation;
}

/** A result with what names it and the row of answers that it came from. */
export interface ViewableResult extends StoredPoints {
  readonly ordinal: number;
  readonly candidate: string;
  readonly attempt: number;
  readonly answers: Uint8Array;
}

export function resultView(plan: Plan, revision: number, stored: ViewableResult): ResultView {
  const { candidate, attempt, ordinal, answers } = stored;
  const read = readResult(plan, answers, stored);
  return {
    candidate,
    attempt,
    ordinal,
    revision,
    points: pointsOf(read.points),
    maxPoints: toPoints(read.maxPoints),
    percent: read.percent,
    scales: Object.fromEntries(read.scales.map((scale) => [scale.id, scaleView(scale)])),
    bands: Object.fromEntries(read.bands.map(({ scale, label }) => [scale, label])),
    ...(read.thetas.length === 0
      ? {}
      : { theta: Object.fromEntries(read.thetas.map((own) => [own.scale, thetaView(own)])) }),
    ...(read.gates.length === 0
      ? {}
      : { gates: Object.fromEntries(read.gates.map(({ id, isPassed }) => [id, isPassed])) }),
    states: read.states,
    ...statusOf(read),
  };
}

function statusOf({ points, states }: ReadResult): Pick<ResultView, "status" | "reason"> {
  if (points === null) return { status: "failed", reason: "answer_not_readable" };
  if (states.pending === 0) return { status: "final" };
  return { status: "provisional", reason: "ratings_pending" };
}

function scaleView({ reading, max, answered, reason }: ReadScale): ScaleView {
  const { raw, value, se } = reading ?? { raw: null, value: null, se: null };
  return {
    raw,
    value,
    ...(se === null ? {} : { se }),
    max,
    answered,
    ...(reason === null ? {} : { reason }),
  };
}

function thetaView({ theta, se, method, reason, transformed }: ReadTheta): ThetaView {
  const estimate = { theta, se, method, ...(reason === null ? {} : { reason }) };
  return transformed === null ? estimate : { ...estimate, ...valueView(transformed) };
}

function valueView({ value, se, reason }: ThetaValue) {
  return {
    value,
    ...(se === null ? {} : { valueSe: se }),
    ...(reason === null ? {} : { valueReason: reason }),
  };
}

function pointsOf(micropoints: Micropoints | null): number | null {
  return micropoints === null ? null : toPoints(micropoints);
}
