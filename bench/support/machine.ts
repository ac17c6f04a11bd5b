/**
 * What a bench ran on, for people who compare numbers.
 *
 * @module
 */

import { arch, cpus, platform, release, totalmem } from "node:os";

export function machine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${model}, ${memory} GiB, ${platform()} ${release()} ${arch()}`;
}

/** The newest resident and the highest resident memory of a process in MiB; null where there is no /proc. */
export async function memoryOf(pid: number): Promise<{ now: number; peak: number } | null> {
  const file = Bun.file(`/proc/${pid}/status`);
  const status = await file.text().catch(() => null);
  if (status === null) return null;
  const kibibytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN);
  return { now: kibibytes("VmRSS") / 1024, peak: kibibytes("VmHWM") / 1024 };
}
