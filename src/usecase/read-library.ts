/**
 * Reads a ready definition, as it can be sent.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { LibraryEntry } from "./library/library-entry.ts";
import { LIBRARY } from "./library/library.ts";

export interface NotInLibrary {
  readonly code: "not_in_library";
  readonly id: string;
}

export function readLibrary(id: string): Result<LibraryEntry["definition"], NotInLibrary> {
  const entry = LIBRARY.find((one) => one.id === id);
  return entry === undefined ? err({ code: "not_in_library", id }) : ok(entry.definition);
}
