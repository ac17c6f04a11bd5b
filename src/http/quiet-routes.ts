/** What machines ask every few seconds: said only at level debug, and in no trace. */
export const QUIET_ROUTES: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);
