/**
 * What the system knows of processes: by /proc where there is one, else by ps.
 *
 * @module
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";

export function childrenOf(parent: number): number[] {
  if (!existsSync("/proc/self/task")) {
    return psLines("pid=,ppid=").flatMap(([pid, of]) => (of === parent ? [pid ?? 0] : []));
  }
  const tasks = readdirSync(`/proc/${parent}/task`);
  return tasks.flatMap((task) => numbersIn(readTask(`/proc/${parent}/task/${task}/children`)));
}

/** The most memory that a process has held so far; without /proc what it holds now. */
export function peakMemoryMiB(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kibibytes = existsSync(status)
    ? Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, "utf8"))?.[1])
    : (psLines("pid=,rss=").find(([found]) => found === pid)?.[1] ?? Number.NaN);
  return kibibytes / 1024;
}

/** A thread may have ended since it was listed. */
function readTask(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function psLines(columns: string): number[][] {
  const { stdout } = Bun.spawnSync(["ps", "-A", "-o", columns]);
  return stdout.toString().trim().split("\n").map(numbersIn);
}

function numbersIn(text: string): number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}
