/**
 * Memory, CPU and event loop of the process, under the names that prom-client
 * gives them everywhere.
 *
 * @module
 */

import { collectDefaultMetrics, type Registry } from "prom-client";

/**
 * Those that say something true on Bun, and on every system. Of the others,
 * open resources, collections of garbage and the heap spaces of V8 are always
 * 0 there, more of the heap is in use than there is of it, virtual memory is
 * what JavaScriptCore reserves, the version is one of Node, and file
 * descriptors are counted on Linux only.
 *
 * `nodejs_eventloop_lag_seconds` must stay: collecting it collects its likes.
 */
const KEPT: ReadonlySet<string> = new Set([
  "process_cpu_user_seconds_total",
  "process_cpu_system_seconds_total",
  "process_start_time_seconds",
  "process_resident_memory_bytes",
  "nodejs_eventloop_lag_seconds",
  "nodejs_eventloop_lag_mean_seconds",
  "nodejs_eventloop_lag_p99_seconds",
  "nodejs_eventloop_lag_max_seconds",
]);

export function addProcessMetrics(registry: Registry): void {
  const own = new Set(registry.getMetricsAsArray().map(({ name }) => name));
  collectDefaultMetrics({ register: registry });
  for (const { name } of registry.getMetricsAsArray()) {
    if (!own.has(name) && !KEPT.has(name)) registry.removeSingleMetric(name);
  }
}
