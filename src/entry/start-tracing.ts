/**
 * OpenTelemetry's SDK: it reads where to send, what to sample and what the
 * service is called from the environment itself. Sends OTLP over HTTP, as JSON.
 *
 * Spans name routes, methods and statuses; never a path, a header or an error,
 * which may hold candidates, keys or answers.
 *
 * @module
 */

import {
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type SpanExporter,
} from "@opentelemetry/sdk-trace-node";

import { QUIET_ROUTES } from "#http/quiet-routes.ts";
import type { Log } from "#usecase/deps.ts";
import { errorFacts } from "#usecase/error-facts.ts";
import { inTime } from "#usecase/in-time.ts";
import type { Observation, RequestAnswered, RunEnded } from "#usecase/observation.ts";

import type { Tracing } from "./open-tracing.ts";

/** A collector that is away must not hold up the end. */
const CLOSE_MS = 3_000;

export function startTracing(log: Log): Tracing {
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "assay" }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(loudly(new OTLPTraceExporter(), log))],
  });
  // With it come the context that follows `await`, and W3C's `traceparent`.
  provider.register();
  const tracer = provider.getTracer("assay");
  return {
    answer: async (request, answer) => await answerInSpan(tracer, request, answer),
    observe: (event) => tell(tracer, event),
    traced: (inner) => (level, event, fields) => inner(level, event, { ...fields, ...traceOf() }),
    close: async () => {
      if ((await inTime(closed(provider), CLOSE_MS)) === null) log("warn", "traces_not_closed");
    },
  };
}

async function closed(provider: NodeTracerProvider): Promise<true> {
  // It rejects with what could not be sent, which the log has by then.
  await provider.shutdown().catch(() => {});
  return true;
}

/** The SDK keeps to itself what could not be sent. */
function loudly(exporter: SpanExporter, log: Log): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const facts = { spans: spans.length, ...errorFacts(result.error) };
        if (result.code !== 0) log("warn", "traces_not_sent", facts);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => await exporter.forceFlush?.(),
  };
}

async function answerInSpan(
  tracer: Tracer,
  request: Request,
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  if (QUIET_ROUTES.has(new URL(request.url).pathname)) return await answer();
  const parent = propagation.extract(context.active(), request.headers, {
    get: (headers, name) => headers.get(name) ?? undefined,
    keys: (headers) => [...headers.keys()],
  });
  const span = tracer.startSpan("HTTP", { kind: SpanKind.SERVER }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), answer);
  } finally {
    // A streamed body is read after this.
    span.end();
  }
}

function tell(tracer: Tracer, event: Observation): void {
  if (event.kind === "request") nameSpan(trace.getActiveSpan(), event);
  if (event.kind === "scored") addRun(tracer, event);
}

/** Only now that it is answered is it known which route it was. */
function nameSpan(span: Span | undefined, { method, route, status }: RequestAnswered): void {
  if (span === undefined) return;
  span.updateName(`${method === "_OTHER" ? "HTTP" : method} ${route}`);
  span.setAttributes({
    "http.request.method": method,
    "http.route": route,
    "http.response.status_code": status,
  });
  if (status < 500) return;
  span.setAttribute("error.type", String(status));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** A child of the request that the run was for; a root where no request was. */
function addRun(tracer: Tracer, run: RunEnded): void {
  const end = Date.now();
  const span = tracer.startSpan("score", {
    startTime: end - run.ms,
    attributes: {
      "assay.responses": run.responses,
      "assay.batches": run.batches,
      "assay.retries": run.retries,
      "assay.fallbacks": run.fallbacks,
      "assay.read_ms": run.readMs,
      "assay.score_ms": run.scoreMs,
      "assay.write_ms": run.writeMs,
    },
  });
  if (run.outcome === "failed") span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(end);
}

function traceOf(): { readonly trace?: string } {
  const id = trace.getActiveSpan()?.spanContext().traceId;
  return id === undefined ? {} : { trace: id };
}
