/**
 * Maximum likelihood of logistic regressions on counts.
 *
 * @module
 */

import { exp } from "../../numbers/exp.ts";
import { logOnePlus } from "../../numbers/log-one-plus.ts";

/** Counts of responses that have the same predictors. */
export interface LogisticCells {
  /** Shape [cells, width]. */
  readonly predictors: Float64Array;
  readonly width: number;
  /** Right answers of each cell. */
  readonly right: Float64Array;
  readonly wrong: Float64Array;
}

export interface LogisticFit {
  /** One a predictor. */
  readonly coefficients: Float64Array;
  readonly logLikelihood: number;
}

const MOST_STEPS = 100;
const MOST_HALVINGS = 40;
/** Twice what the next step is about to gain; steps square it, so the one that is then taken is the last. */
const CONVERGED = 1e-12;
/** Logits that a step may move a prediction by, beside half of its own. */
const FARTHEST = 4;
/** Of a log-likelihood, what rounding may take away for each response. */
const SLACK = 2 ** -50;

/**
 * Fits P(right) = 1 / (1 + e^-η), η = Σ β_j x_j.
 *
 * Newton's steps, which for this model are iteratively reweighted least squares,
 * each cut to where its quadratic holds, then halved until nothing is lost. The
 * likelihood is concave, so the steps reach its maximum where it has one.
 * O(cells * predictors²) a step, some 5 to 10.
 *
 * Source: McCullagh, P., & Nelder, J. A. (1989). Generalized linear models
 * (2nd ed.), sections 2.5 and 4.4.
 *
 * @returns null where there is no maximum to be found: predictors depend on one
 * another, or right and wrong answers lie apart.
 */
export function fitLogistic(cells: LogisticCells): LogisticFit | null {
  const slack = SLACK * responsesIn(cells);
  let coefficients = new Float64Array(cells.width);
  let logLikelihood = logLikelihoodOf(cells, coefficients);
  for (let taken = 0; taken < MOST_STEPS; taken++) {
    const newton = newtonStep(cells, coefficients);
    if (newton === null) return null;
    const least = logLikelihood - slack;
    const next = ascend(cells, { from: coefficients, step: newton.step, least });
    if (next === null) return null;
    ({ coefficients, logLikelihood } = next);
    if (newton.decrement <= CONVERGED) return next;
  }
  return null;
}

function responsesIn({ right, wrong }: LogisticCells): number {
  return right.reduce((sum, rights, cell) => sum + rights + (wrong[cell] as number), 0);
}

interface Ascent {
  readonly from: Float64Array;
  readonly step: Float64Array;
  /** The log-likelihood there, less what rounding takes away. */
  readonly least: number;
}

type Fit = { coefficients: Float64Array<ArrayBuffer>; logLikelihood: number };

function ascend(cells: LogisticCells, { from, step, least }: Ascent): Fit | null {
  let share = longestShare(cells, from, step);
  for (let halved = 0; halved <= MOST_HALVINGS; halved++) {
    const coefficients = from.map((value, index) => value + share * (step[index] as number));
    const logLikelihood = logLikelihoodOf(cells, coefficients);
    if (logLikelihood >= least) return { coefficients, logLikelihood };
    share /= 2;
  }
  return null;
}

/**
 * Where the quadratic that a step climbs says nothing of the likelihood any
 * more, a step may end on a plateau that no later one leads down from.
 */
function longestShare(cells: LogisticCells, from: Float64Array, step: Float64Array): number {
  let share = 1;
  for (let cell = 0; cell < cells.right.length; cell++) {
    const farthest = FARTHEST + Math.abs(etaOf(cells, from, cell)) / 2;
    const move = Math.abs(etaOf(cells, step, cell));
    if (move * share > farthest) share = farthest / move;
  }
  return share;
}

function etaOf(cells: LogisticCells, coefficients: Float64Array, cell: number): number {
  const from = cell * cells.width;
  let eta = 0;
  for (let index = 0; index < coefficients.length; index++) {
    eta += (coefficients[index] as number) * (cells.predictors[from + index] as number);
  }
  return eta;
}

function logLikelihoodOf(cells: LogisticCells, coefficients: Float64Array): number {
  const { right, wrong } = cells;
  let sum = 0;
  for (let cell = 0; cell < right.length; cell++) {
    const eta = etaOf(cells, coefficients, cell);
    // ln σ(η) and ln σ(-η) share the logarithm, and neither overflows.
    const shared = logOnePlus(exp(-Math.abs(eta)));
    sum += (right[cell] as number) * (Math.min(eta, 0) - shared);
    sum -= (wrong[cell] as number) * (Math.max(eta, 0) + shared);
  }
  return sum;
}

interface NewtonStep {
  readonly step: Float64Array;
  /** gradient · step: twice the gain that the step promises. */
  readonly decrement: number;
}

function newtonStep(cells: LogisticCells, coefficients: Float64Array): NewtonStep | null {
  const size = coefficients.length;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  for (let cell = 0; cell < cells.right.length; cell++) {
    const { residual, weight } = leaningOf(cells, coefficients, cell);
    const from = cell * cells.width;
    for (let row = 0; row < size; row++) {
      const x = cells.predictors[from + row] as number;
      gradient[row] = (gradient[row] as number) + residual * x;
      for (let column = 0; column <= row; column++) {
        const place = row * size + column;
        const product = weight * x * (cells.predictors[from + column] as number);
        information[place] = (information[place] as number) + product;
      }
    }
  }
  const step = solve(information, gradient);
  if (step === null) return null;
  const decrement = step.reduce((sum, value, row) => sum + value * (gradient[row] as number), 0);
  return { step, decrement };
}

/** Of n responses of which r are right: r - n p, and n p (1 - p). */
function leaningOf(cells: LogisticCells, coefficients: Float64Array, cell: number) {
  const eta = etaOf(cells, coefficients, cell);
  const e = exp(-Math.abs(eta));
  const [high, low] = [1 / (1 + e), e / (1 + e)];
  const [p, q] = eta >= 0 ? [high, low] : [low, high];
  const right = cells.right[cell] as number;
  const wrong = cells.wrong[cell] as number;
  // Where p is near 0 or 1, r - (r + w) p would cancel.
  return { residual: right * q - wrong * p, weight: (right + wrong) * p * q };
}

/** By L D Lᵗ, from the lower half; null where the matrix is not positive definite. */
function solve(matrix: Float64Array, values: Float64Array): Float64Array | null {
  const size = values.length;
  const lower = matrix.slice();
  const at = (row: number, column: number) => lower[row * size + column] as number;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = at(row, column);
      for (let k = 0; k < column; k++) sum -= at(row, k) * at(column, k) * at(k, k);
      lower[row * size + column] = column === row ? sum : sum / at(column, column);
    }
    if (!(at(row, row) > 0)) return null;
  }
  const solution = values.slice();
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) {
      solution[row] = (solution[row] as number) - at(row, k) * (solution[k] as number);
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    solution[row] = (solution[row] as number) / at(row, row);
    for (let k = row + 1; k < size; k++) {
      solution[row] = (solution[row] as number) - at(k, row) * (solution[k] as number);
    }
  }
  return solution;
}
