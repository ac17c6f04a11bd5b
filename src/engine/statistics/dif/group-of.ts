/**
 * Which of two groups a response belongs to, by one of its attributes.
 *
 * @module
 */

import { readAttributes } from "../../scales/norm-group.ts";

/** Values of one attribute; a number is what JSON writes for it, so 1.0 is "1". */
export interface GroupNames {
  readonly attribute: string;
  readonly reference: string;
  readonly focal: string;
}

/** 0 is the reference group, 1 the focal group, -1 neither. */
export type Group = 0 | 1 | -1;

/** @param text Attributes as they are stored: JSON text, null for none. */
export function groupOf({ attribute, reference, focal }: GroupNames, text: string | null): Group {
  if (text === null) return -1;
  const attributes = readAttributes(text);
  if (!Object.hasOwn(attributes, attribute)) return -1;
  const value = String(attributes[attribute]);
  if (value === reference) return 0;
  return value === focal ? 1 : -1;
}
