import { exp } from "../../numbers/exp.ts";

/**
 * Nagelkerke's R², the share of what could be explained that a model explains.
 *
 *     R² = (1 - (L_0 / L)^(2/n)) / (1 - L_0^(2/n))
 *
 * with L the likelihood of the model and L_0 that of the intercept alone. In [0, 1].
 *
 * Source: Nagelkerke, N. J. D. (1991). A note on a general definition of the
 * coefficient of determination. Biometrika, 78, 691-692.
 *
 * @param logNull ln L_0, below 0.
 * @param n Responses.
 */
export function nagelkerkeR2(logLikelihood: number, logNull: number, n: number): number {
  return (1 - exp((2 * (logNull - logLikelihood)) / n)) / (1 - exp((2 * logNull) / n));
}
