/** Why something could not be opened, in the words of the deepest error: Drizzle wraps the driver's. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  const line = error.message.split("\n")[0]?.trim() ?? "";
  return (line === "" ? error.name : line).replace(/\.$/, "");
}
