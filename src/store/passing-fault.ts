/**
 * Which failures of the database may pass if the same statement is tried again.
 *
 * @module
 */

/** SQLSTATE classes: connection exception, insufficient resources, operator intervention. */
const PASSING_CLASSES = new Set(["08", "53", "57"]);

const PASSING_CODES = new Set([
  "40001", // serialization failure
  "40P01", // deadlock detected
  "55P03", // lock not available
  // Of postgres.js and of the socket beneath it.
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
]);

/**
 * Whether a failure may pass: the connection was lost or refused, a deadlock, a
 * timeout, a server that is full or restarting. Drizzle hides the driver's error
 * in `cause`.
 */
export function isPassingFault(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = codeOf(cause);
    if (code !== null && (PASSING_CODES.has(code) || isPassingState(code))) return true;
  }
  return false;
}

/** Whether a statement failed because it would have stored the same key twice. */
export function isUniqueViolation(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (codeOf(cause) === "23505") return true;
  }
  return false;
}

function isPassingState(code: string): boolean {
  return code.length === 5 && PASSING_CLASSES.has(code.slice(0, 2));
}

function codeOf(error: Error): string | null {
  return "code" in error && typeof error.code === "string" ? error.code : null;
}
