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
  let at = pointAt(cells, new Float64Array(cells.width));
  for (let taken = 0; taken < MOST_STEPS; taken++) {
    const step = solve(at.information, at.gradient);
    if (step === null) return null;
    const decrement = step.reduce(
      (sum, value, row) => sum + value * (at.gradient[row] as number),
      0,
    );
    const next = ascend(cells, { at, step, least: at.logLikelihood - slack });
    if (next === null || decrement <= CONVERGED) return next;
    at = next;
  }
  return null;
}

function responsesIn({ right, wrong }: LogisticCells): number {
  return right.reduce((sum, rights, cell) => sum + rights + (wrong[cell] as number), 0);
}

/** The likelihood of some coefficients, and where it goes from there. */
interface Point extends LogisticFit {
  /** Of each cell. */
  readonly eta: Float64Array;
  readonly gradient: Float64Array;
  /** Σ n p (1 - p) x xᵗ, the lower half of shape [width, width]. */
  readonly information: Float64Array;
}

function pointAt(cells: LogisticCells, coefficients: Float64Array): Point {
  const { width, predictors, right, wrong } = cells;
  const eta = predictionsOf(cells, coefficients);
  const gradient = new Float64Array(width);
  const information = new Float64Array(width * width);
  let logLikelihood = 0;
  for (let cell = 0; cell < eta.length; cell++) {
    const z = eta[cell] as number;
    const rights = right[cell] as number;
    const wrongs = wrong[cell] as number;
    const e = exp(-Math.abs(z));
    // ln σ(η) and ln σ(-η) share the logarithm, and neither overflows.
    const shared = logOnePlus(e);
    logLikelihood += rights * (Math.min(z, 0) - shared) - wrongs * (Math.max(z, 0) + shared);
    const near = 1 / (1 + e);
    const far = e * near;
    // r - n p, from the side on which nothing cancels.
    const residual = z >= 0 ? rights * far - wrongs * near : rights * near - wrongs * far;
    const weight = (rights + wrongs) * near * far;
    const from = cell * width;
    for (let row = 0; row < width; row++) {
      const x = predictors[from + row] as number;
      gradient[row] = (gradient[row] as number) + residual * x;
      for (let column = 0; column <= row; column++) {
        const place = row * width + column;
        const product = weight * x * (predictors[from + column] as number);
        information[place] = (information[place] as number) + product;
      }
    }
  }
  return { coefficients, logLikelihood, eta, gradient, information };
}

function predictionsOf(
  { width, predictors, right }: LogisticCells,
  coefficients: Float64Array,
): Float64Array {
  const eta = new Float64Array(right.length);
  for (let cell = 0; cell < eta.length; cell++) {
    let sum = 0;
    for (let row = 0; row < width; row++) {
      sum += (coefficients[row] as number) * (predictors[cell * width + row] as number);
    }
    eta[cell] = sum;
  }
  return eta;
}

interface Ascent {
  readonly at: Point;
  readonly step: Float64Array;
  /** The log-likelihood there, less what rounding takes away. */
  readonly least: number;
}

function ascend(cells: LogisticCells, { at, step, least }: Ascent): Point | null {
  let share = longestShare(at.eta, predictionsOf(cells, step));
  for (let halved = 0; halved <= MOST_HALVINGS; halved++) {
    const coefficients = at.coefficients.map((value, row) => value + share * (step[row] as number));
    const next = pointAt(cells, coefficients);
    if (next.logLikelihood >= least) return next;
    share /= 2;
  }
  return null;
}

/**
 * Where the quadratic that a step climbs says nothing of the likelihood any
 * more, a step may end on a plateau that no later one leads down from.
 */
function longestShare(eta: Float64Array, moves: Float64Array): number {
  let share = 1;
  for (let cell = 0; cell < eta.length; cell++) {
    const farthest = FARTHEST + Math.abs(eta[cell] as number) / 2;
    const move = Math.abs(moves[cell] as number);
    if (move * share > farthest) share = farthest / move;
  }
  return share;
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
