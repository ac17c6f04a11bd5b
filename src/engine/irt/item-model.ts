/**
 * What an item response model gives: how likely each category of an item is at
 * an ability θ, and how that changes with θ.
 *
 * @module
 */

/** Of each category at one θ, entry k of category k. */
export interface CategoryCurves {
  /** P. */
  readonly probability: Float64Array;
  /** d ln P / dθ. */
  readonly slope: Float64Array;
  /** d² ln P / dθ². */
  readonly bend: Float64Array;
}

/** An item with its parameters. Categories are 0, 1, … in the order of their points. */
export interface ItemModel {
  readonly categoryCount: number;
  /** ln P of each category, finite for every finite θ. */
  readonly logProbabilities: (theta: number, into: Float64Array) => void;
  readonly curves: (theta: number, into: CategoryCurves) => void;
  /**
   * Multiplies entry j of `into` by P of one category at start + j step. The
   * exponentials along equally spaced abilities are powers of one, so this
   * costs a multiplication and a division where `curves` raises e anew.
   *
   * @returns false where a double is too small for them; `into` is then spoilt.
   */
  readonly multiplyAlong: (category: number, along: Abilities, into: Float64Array) => boolean;
}

/** Equally spaced. */
export interface Abilities {
  readonly start: number;
  readonly step: number;
}

/** Room for the curves of any item of a form. */
export function curvesRoom(models: readonly ItemModel[]): CategoryCurves {
  const most = models.reduce((largest, model) => Math.max(largest, model.categoryCount), 0);
  return {
    probability: new Float64Array(most),
    slope: new Float64Array(most),
    bend: new Float64Array(most),
  };
}
