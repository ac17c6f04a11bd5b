/**
 * Traces by OpenTelemetry, where its standard environment variables ask for
 * them. Otherwise nothing of it is even loaded.
 *
 * @module
 */

import type { Deps, Log } from "#usecase/deps.ts";

export interface Tracing extends Pick<Deps, "observe"> {
  /** Answers a request within a span, which goes on with the caller's trace. */
  readonly answer: (
    request: Request,
    answer: () => Response | Promise<Response>,
  ) => Promise<Response>;
  /** The same log, whose lines name the trace that they belong to. */
  readonly traced: (log: Log) => Log;
  /** Sends what is left, but does not wait for ever. */
  readonly close: () => Promise<void>;
}

/** null where no traces are asked for. */
export async function openTracing(
  environment: Readonly<Record<string, string | undefined>>,
  log: Log,
): Promise<Tracing | null> {
  if (!asksForTraces(environment)) return null;
  if (protocolOf(environment) === "grpc") log("warn", "traces_are_sent_over_http");
  const { startTracing } = await import("./start-tracing.ts");
  return startTracing(log);
}

/**
 * An endpoint, or the exporter `otlp` by name, turns them on. Without either
 * the standard would send to a collector on this machine, which few have.
 */
export function asksForTraces(environment: Readonly<Record<string, string | undefined>>): boolean {
  const given = (name: string): string => environment[name]?.trim() ?? "";
  if (given("OTEL_SDK_DISABLED").toLowerCase() === "true") return false;
  const exporters = given("OTEL_TRACES_EXPORTER");
  if (exporters !== "") return exporters.split(",").some((one) => one.trim() === "otlp");
  return (
    given("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") !== "" ||
    given("OTEL_EXPORTER_OTLP_ENDPOINT") !== ""
  );
}

function protocolOf(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  return (
    environment["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] ?? environment["OTEL_EXPORTER_OTLP_PROTOCOL"]
  );
}
