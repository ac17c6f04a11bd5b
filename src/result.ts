/**
 * The outcome of a step that can fail in a way its caller should handle.
 * Bugs and lost connections are thrown instead.
 *
 * @module
 */

export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}
