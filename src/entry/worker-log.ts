import type { Log } from "#usecase/deps.ts";

const LEVELS = ["debug", "info", "warn", "error", "silent"] as const;

/** One object a line: the platform stores its fields, so that they can be searched by. */
export function workerLog(least: (typeof LEVELS)[number]): Log {
  const from = LEVELS.indexOf(least);
  return (level, event, fields = {}) => {
    if (LEVELS.indexOf(level) >= from) console[level]({ level, msg: event, ...fields });
  };
}
