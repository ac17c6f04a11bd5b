import { expect, test } from "bun:test";

import {
  reliabilityByCovariance,
  type TestReliability,
} from "#engine/statistics/covariances/reliability-by-covariance.ts";
import { lsat7 } from "#usecase/samples/lsat-7.ts";

import reference from "../../../reference/reliability-lsat7.json";
import { encodeBatch, givenForm, scored } from "../../scoring/encoded-batch.ts";
import { countedBatches, type OpenTest } from "./paired-form.ts";

const form = givenForm(lsat7.definition);
const responses = [...lsat7.rows()];
const [total] = countedBatches(form, [scored(form, encodeBatch(form, responses))]);
const { listwise, pairwise, asZero } = reliabilityByCovariance(
  total as OpenTest,
) as TestReliability;

const NAMES = [
  "alpha",
  "standardisedAlpha",
  "averageCorrelation",
  "lambda2",
  "lambda6",
  "halfCorrelation",
  "spearmanBrown",
  "flanaganRulon",
] as const;

test.each(NAMES)("%s of LSAT-7 is that of other software", (name) => {
  expect(listwise[name]).toBeCloseTo(reference[name], 12);
});

test("without an item, alpha and standardised alpha are those of other software", () => {
  expect(listwise.items).toHaveLength(reference.alphaIfDeleted.length);
  for (const [index, item] of listwise.items.entries()) {
    expect(item.alphaIfDeleted).toBeCloseTo(reference.alphaIfDeleted[index] ?? 0, 12);
    expect(item.standardisedAlphaIfDeleted).toBeCloseTo(
      reference.standardisedAlphaIfDeleted[index] ?? 0,
      12,
    );
  }
});

test("where nothing is missing, it does not matter what is done where something is", () => {
  expect(listwise.n).toBe(responses.length);
  expect(asZero).toEqual(listwise);
  expect(pairwise.leastN).toBe(responses.length);
  expect(pairwise.alpha).toBe(listwise.alpha);
  expect(pairwise.standardisedAlpha).toBeCloseTo(listwise.standardisedAlpha ?? 0, 14);
});
