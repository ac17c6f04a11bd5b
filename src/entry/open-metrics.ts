/**
 * The figures of this process, as Prometheus reads them. They are in a
 * registry of their own: what else runs in the process does not add to them.
 *
 * Labels have few values each, and none names a tenant or what is a tenant's.
 *
 * @module
 */

import { Counter, Gauge, Histogram, Registry } from "prom-client";

import type { Deps } from "#usecase/deps.ts";
import type { Observation, RunEnded } from "#usecase/observation.ts";

import { addProcessMetrics } from "./process-metrics.ts";

/** From a cached answer to a run of millions. */
const REQUEST_SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300,
];
const RUN_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

const SCORED = ["run", "stateless"] as const;

/** @param countOwed Asked at each scrape; null where the database does not say. */
export function openMetrics(
  countOwed: () => Promise<number | null>,
): Pick<Deps, "observe"> & { readonly metrics: NonNullable<Deps["metrics"]> } {
  const registry = new Registry();
  const told = [
    addRequests(registry),
    addIngestion(registry),
    addScoring(registry),
    addCache(registry),
  ];
  addOwed(registry, countOwed);
  addProcessMetrics(registry);
  return {
    observe(event) {
      for (const tell of told) tell(event);
    },
    metrics: { contentType: registry.contentType, text: () => registry.metrics() },
  };
}

type Tell = (event: Observation) => void;

function addRequests(registry: Registry): Tell {
  const labelNames = ["method", "route", "status"] as const;
  const requests = new Counter({
    name: "assay_http_requests_total",
    help: "Requests answered.",
    labelNames,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "assay_http_request_duration_seconds",
    help: "Time from a request to the headers of its answer.",
    labelNames,
    buckets: REQUEST_SECONDS,
    registers: [registry],
  });
  return (event) => {
    if (event.kind !== "request") return;
    const { method, route, status } = event;
    requests.inc({ method, route, status });
    seconds.observe({ method, route, status }, event.ms / 1000);
  };
}

function addIngestion(registry: Registry): Tell {
  const ingested = counterOf(registry, {
    name: "assay_responses_ingested_total",
    help: "Responses submitted, counted when their submission has ended.",
    label: "outcome",
    values: ["accepted", "duplicate", "rejected"],
  });
  return (event) => {
    if (event.kind !== "ingested") return;
    ingested.accepted.inc(event.accepted);
    ingested.duplicate.inc(event.duplicates);
    ingested.rejected.inc(event.rejected);
  };
}

function addScoring(registry: Registry): Tell {
  const responses = counterOf(registry, {
    name: "assay_responses_scored_total",
    help: "Responses scored, counted when their run or their request has ended.",
    label: "by",
    values: SCORED,
  });
  const tellRun = addRuns(registry);
  return (event) => {
    if (event.kind === "scored_stateless") responses.stateless.inc(event.responses);
    if (event.kind !== "scored") return;
    responses.run.inc(event.responses);
    tellRun(event);
  };
}

function addRuns(registry: Registry): (run: RunEnded) => void {
  const runs = counterOf(registry, {
    name: "assay_runs_total",
    help: "Runs that this process carried out.",
    label: "outcome",
    values: ["succeeded", "failed"],
  });
  const seconds = new Histogram({
    name: "assay_run_duration_seconds",
    help: "Time that runs took.",
    buckets: RUN_SECONDS,
    registers: [registry],
  });
  const stages = counterOf(registry, {
    name: "assay_run_stage_seconds_total",
    help: "Where the time of runs went, of all lanes together.",
    label: "stage",
    values: ["read", "score", "write"],
  });
  const batches = counter(registry, "assay_batches_total", "Batches scored and stored.");
  const retries = counter(registry, "assay_batch_retries_total", "Batches tried again.");
  const fallbacks = counter(
    registry,
    "assay_fallbacks_total",
    "Times that scoring went on one batch at a time, or read a batch row by row.",
  );
  return (run) => {
    runs[run.outcome].inc();
    seconds.observe(run.ms / 1000);
    stages.read.inc(run.readMs / 1000);
    stages.score.inc(run.scoreMs / 1000);
    stages.write.inc(run.writeMs / 1000);
    batches.inc(run.batches);
    retries.inc(run.retries);
    fallbacks.inc(run.fallbacks);
  };
}

function addCache(registry: Registry): Tell {
  const reads = counterOf(registry, {
    name: "assay_cache_reads_total",
    help: "Reads of what may be cached, by what the cache said.",
    label: "outcome",
    values: ["hit", "miss", "unavailable"],
  });
  const invalidations = counterOf(registry, {
    name: "assay_invalidations_total",
    help: "Writes that the cache was told of, at once or by the sweep, or not yet.",
    label: "outcome",
    values: ["told", "swept", "owed"],
  });
  return (event) => {
    if (event.kind === "cache") reads[event.outcome].inc();
    if (event.kind === "invalidation") invalidations[event.outcome].inc(event.count);
  };
}

function addOwed(registry: Registry, countOwed: () => Promise<number | null>): void {
  const gauge: Gauge = new Gauge({
    name: "assay_owed_invalidations",
    help: "Writes that the cache must still be told of; without a value while the database does not say.",
    registers: [registry],
    async collect() {
      const count = await countOwed();
      // The last number known would look like one of now.
      if (count === null) gauge.remove();
      else gauge.set(count);
    },
  });
}

function counter(registry: Registry, name: string, help: string): Counter {
  return new Counter({ name, help, registers: [registry] });
}

/** Counters by the values of one label, all there from the start: a rate needs a zero to begin at. */
function counterOf<const Value extends string>(
  registry: Registry,
  of: { name: string; help: string; label: string; values: readonly Value[] },
): Record<Value, { inc: (by?: number) => void }> {
  const { name, help, label, values } = of;
  const all = new Counter({ name, help, labelNames: [label], registers: [registry] });
  const entries = values.map((value) => {
    const one = all.labels({ [label]: value });
    one.inc(0);
    return [value, one] as const;
  });
  return Object.fromEntries(entries) as Record<Value, { inc: (by?: number) => void }>;
}
