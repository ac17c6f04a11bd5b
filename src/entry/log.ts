import pino from "pino";

import type { Log } from "#usecase/deps.ts";

/** One JSON a line on stderr: stdout is for people. */
export function openLog(level: string): Log {
  const logger = pino({ level, base: null }, pino.destination({ fd: 2, sync: true }));
  return (at, event, fields = {}) => logger[at](fields, event);
}
