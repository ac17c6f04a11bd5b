/**
 * What is wrong with a definition, in words that its author can act on.
 *
 * @module
 */

export interface Fault {
  readonly code: string;
  /** Where, such as `items.3.key`; empty for the definition as a whole. */
  readonly path: string;
  readonly message: string;
}

/** The fault, seen from outside the part that it was found in. */
export function within(part: string, fault: Fault): Fault {
  return { ...fault, path: fault.path === "" ? part : `${part}.${fault.path}` };
}

/** Text from a caller, quoted and short enough for a message. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}
