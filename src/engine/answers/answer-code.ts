/**
 * The small integers that stand for answers.
 *
 * Codes below `firstAnswer` mean the same for every item, mostly states. Codes from `firstAnswer` on are answers, numbered per item.
 *
 * @module
 */

export const AnswerCode = {
  /** The row was stored before the item was added, or after it was taken out. */
  didNotExist: 0,
  /** Seen and left blank: null in JSON. */
  omitted: 1,
  /** The response does not mention the item; the revision says what that means. */
  absent: 2,
  notPresented: 3,
  notApplicable: 4,
  /** Nothing selected, paired or marked: the empty list, an answer that is known without the dictionary. */
  emptySet: 5,
  /** Waits for people to score it: a rubric's answer, which is never an empty list; never stored. */
  pending: 5,
  /** Left blank after the candidate had stopped: how counts tell it from omitted; never stored. */
  notReached: 6,
  /** An answer that the revision being scored cannot read; never stored. */
  unreadable: 7,
  firstAnswer: 8,
} as const;
