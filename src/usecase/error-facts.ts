/**
 * What a log may say of an error. Never an error itself: those of the database
 * carry SQL and its parameters, and so candidates' answers.
 *
 * @module
 */

export interface ErrorFacts {
  readonly error: string;
  /** Absent for errors of the database: their words may quote what was stored. */
  readonly message?: string;
  /** SQLSTATE, or the driver's or the system's own code. */
  readonly code?: string;
  /** The innermost place in this program, such as `score-range.ts:41`. */
  readonly at?: string;
  readonly cause?: ErrorFacts;
}

export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const at = placeOf(error);
  return {
    error: error.name,
    ...(isOfDatabase(error) ? {} : { message: error.message }),
    ...(code === undefined ? {} : { code }),
    ...(at === undefined ? {} : { at }),
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
  };
}

/** Drizzle's wrapper has the statement, PostgreSQL's own error a severity. */
function isOfDatabase(error: Error): boolean {
  return "query" in error || "severity" in error;
}

function placeOf(error: Error): string | undefined {
  return /\/src\/(?:[\w-]+\/)*([\w-]+\.ts:\d+)/.exec(error.stack ?? "")?.[1];
}
