/** Fields of a log line about an error, without the parameters of a query: they hold answers. */
export function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  if ("query" in error && "params" in error) {
    return { error: error.name, query: error.query, cause: errorFacts(error.cause) };
  }
  return {
    error: error.name,
    message: error.message,
    ...("code" in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
  };
}
