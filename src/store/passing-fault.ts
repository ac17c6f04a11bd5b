/**
 * Which failures of the database may pass if the same statement is tried again.
 *
 * @module
 */

/** SQLSTATE classes: connection exception, insufficient resources, operator intervention. */
const PASSING_CLASSES = new Set(["08", "53", "57"]);

/** Of postgres.js and of the socket beneath it, when a connection that was open is no more. */
const LOST_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
]);

const PASSING_CODES = new Set([
  "40001", // serialization failure
  "40P01", // deadlock detected
  "55P03", // lock not available
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  ...LOST_CODES,
]);

/**
 * Whether a failure may pass: the connection was lost or refused, a deadlock, a
 * timeout, a server that is full or restarting.
 */
export function isPassingFault(error: unknown): boolean {
  return anyCause(error, (cause) => {
    const code = codeOf(cause);
    return code !== null && (PASSING_CODES.has(code) || isPassingState(code));
  });
}

/** Whether a statement failed because it would have stored the same key twice. */
export function isUniqueViolation(error: unknown): boolean {
  return anyCause(error, (cause) => codeOf(cause) === "23505");
}

/** Whether the connection is closed, or closes now: after a FATAL error the server hangs up. */
export function isConnectionLost(error: unknown): boolean {
  return anyCause(error, (cause) => {
    const code = codeOf(cause);
    const isFatal =
      "severity" in cause && (cause.severity === "FATAL" || cause.severity === "PANIC");
    return isFatal || (code !== null && LOST_CODES.has(code));
  });
}

/** Drizzle hides the driver's error in `cause`. */
function anyCause(error: unknown, holds: (cause: Error) => boolean): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (holds(cause)) return true;
  }
  return false;
}

function isPassingState(code: string): boolean {
  return code.length === 5 && PASSING_CLASSES.has(code.slice(0, 2));
}

function codeOf(error: Error): string | null {
  return "code" in error && typeof error.code === "string" ? error.code : null;
}
