import { readFileSync } from "node:fs";

import type { ItemModel } from "#engine/irt/item-model.ts";
import { compileModel } from "#engine/irt/compile-model.ts";
import type { IrtItem } from "#engine/definition/irt.ts";
import { THETA_REASONS, type ThetaEstimates } from "#engine/irt/estimate.ts";
import { scoreThetas } from "#engine/irt/score-thetas.ts";
import { planThetas } from "#engine/irt/theta-plan.ts";
import type { ResponseBatch } from "#engine/scoring/plan.ts";
import { learnAnswers, resolveLevels } from "#engine/scoring/resolve-levels.ts";

import { encodeBatch, type Form, givenForm } from "../scoring/encoded-batch.ts";

/** Parameters without an item's id, as reference files hold them. */
export interface Parameters {
  readonly type: string;
  readonly a?: number | readonly number[];
  readonly b?: number | readonly number[];
  readonly c?: number | readonly number[];
  readonly d?: number;
  readonly D?: number;
}

/** A form whose answers are the categories themselves, and what estimates its ability. */
export function givenAbilities(parameters: readonly Parameters[], irt: object): Form {
  const items = parameters.map((own, index) => ({
    id: `q${index}`,
    type: "rating",
    min: 0,
    max: categoryCount(own) - 1,
  }));
  const entries = parameters.map(({ type, a, b, c, d }, index) => ({
    id: `q${index}`,
    model: type,
    ...written({ a, b, c, d }),
  }));
  const needsConstant = parameters.some(({ type }) => type !== "NRM");
  const constant = needsConstant ? { D: parameters[0]?.D ?? 1 } : {};
  return givenForm({
    items,
    irt: [{ scale: "total", omitted: "missing", ...constant, ...irt, items: entries }],
  });
}

/** As JSON would hold it: without what is undefined. */
function written(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function categoryCount({ type, a, b }: Parameters): number {
  if (type === "NRM") return Array.isArray(a) ? a.length : 0;
  return Array.isArray(b) ? b.length + 1 : 2;
}

/** A digit is a category, a dot is missing. */
export function responseOf(pattern: string, index = 0): object {
  const answers = pattern.split("").map((digit) => (digit === "." ? null : Number(digit)));
  return {
    candidate: `${index}`,
    answers: Object.fromEntries(answers.map((answer, item) => [`q${item}`, answer])),
  };
}

/** Estimates of the first entry of `irt`. */
export function estimatesOf(form: Form, responses: readonly unknown[]): ThetaEstimates {
  return estimatesOfBatch(form, encodeBatch(form, responses));
}

export function estimatesOfBatch(form: Form, batch: ResponseBatch): ThetaEstimates {
  const [theta] = planThetas(form.plan);
  if (theta === undefined) throw new Error("no irt in the definition");
  return scoreThetas(form.plan, theta, batch, levelsOf(form, batch));
}

function levelsOf(form: Form, batch: ResponseBatch): Uint16Array {
  const { unknown } = resolveLevels(form.plan, batch);
  const texts = unknown.codes.map(
    (code, index) => form.texts.get(unknown.items[index] ?? "")?.[code - 8] ?? null,
  );
  return resolveLevels(form.plan, batch, learnAnswers(form.plan, unknown, texts)).levels;
}

export function modelsOf(parameters: readonly Parameters[]): ItemModel[] {
  return parameters.map(({ type, D = 1, ...own }) =>
    compileModel({ id: "q", model: type, ...own } as IrtItem, D),
  );
}

/** What is read of a reference file; theta and standard errors come in the order of the patterns. */
export interface Reference {
  readonly items: readonly Parameters[];
  readonly patterns: string;
  readonly eap121: Estimates;
  readonly eap61: Estimates;
  readonly exact: Estimates;
  readonly map: Estimates;
  readonly ml: Estimates;
  readonly wle: Estimates;
  readonly jeffreys: Estimates;
  readonly eapsum: Estimates;
  readonly functions: {
    readonly theta: readonly number[];
    readonly item_information: readonly (readonly number[])[];
    readonly test_information: readonly number[];
    readonly tcc: readonly number[];
  };
  readonly inverse_tcc: {
    readonly true_score: readonly number[];
    readonly theta: readonly number[];
  };
}

/** Infinite ones are texts. */
export interface Estimates {
  readonly theta: readonly (number | string)[];
  readonly se?: readonly (number | null)[];
  readonly se_observed?: readonly (number | null)[];
  readonly se_expected?: readonly (number | null)[];
}

export function readReference<T = Reference>(name: string): T {
  return JSON.parse(readFileSync(`test/reference/${name}.json`, "utf8"));
}

type Read = [theta: number, se: number, reason: string | null];

/** One a response. */
export function read({ theta, se, reason }: ThetaEstimates): Read[] {
  return [...theta].map((value, index) => [
    value,
    se[index] ?? 0,
    THETA_REASONS[reason[index] ?? 0] ?? null,
  ]);
}
