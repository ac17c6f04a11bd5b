/**
 * How far scoring is: a bar on a terminal, plain lines elsewhere.
 *
 * @module
 */

import { SingleBar } from "cli-progress";

export interface Progress {
  readonly at: (scored: number, total: number) => void;
  readonly end: () => void;
}

export function progressOf(name: string, width: number): Progress {
  return process.stdout.isTTY ? bar(name.padEnd(width)) : line(name);
}

function bar(name: string): Progress {
  const drawn = new SingleBar({
    format: `  ${name}  {bar} {percentage}%  {value} of {total}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 32,
    hideCursor: true,
    stream: process.stdout,
  });
  let started = false;
  const at = (scored: number, total: number): void => {
    if (!started) drawn.start(total, 0);
    started = true;
    drawn.update(scored);
  };
  return { at, end: () => drawn.stop() };
}

/** One line a sample, never one a tick. */
function line(name: string): Progress {
  let last = 0;
  return {
    at: (scored) => {
      last = scored;
    },
    end: () => console.log(`  ${name}: ${last} scored`),
  };
}
