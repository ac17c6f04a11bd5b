/**
 * What can be asked for on the command line.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { SETTINGS } from "./settings.ts";

export type Command = "serve" | "once" | "help";

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["--help", "help"],
  ["-h", "help"],
  ["--once", "once"],
]);

/** The command, or one line about what is not one. */
export function readCommand(args: readonly string[]): Result<Command, string> {
  const [first, ...rest] = args;
  if (first === undefined) return ok("serve");
  const command = COMMANDS.get(first);
  if (command === undefined || rest.length > 0) {
    return err("Only --once or --help can be given; settings come from the environment.");
  }
  return ok(command);
}

export function helpText(): string {
  const nameWidth = Math.max(...SETTINGS.map(({ name }) => name.length));
  const fallbackWidth = Math.max(...SETTINGS.map(({ fallback }) => fallback.length));
  const settings = SETTINGS.map(
    ({ name, fallback, what }) =>
      `  ${name.padEnd(nameWidth)}  ${fallback.padEnd(fallbackWidth)}  ${what}`,
  );
  return `Assay scores assessments: exact points and statistics over HTTP.

  npm start            serve; the first start makes a key and scores two samples
  npm start -- --once  the same, without serving
  npm start -- --help  this text

Settings come from the environment (name, default, meaning):

${settings.join("\n")}
`;
}
