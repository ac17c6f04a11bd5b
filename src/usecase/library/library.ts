/**
 * Every ready definition, in the order in which they are listed.
 *
 * @module
 */

import { auditC } from "./audit-c.ts";
import { bfi10 } from "./bfi-10.ts";
import { certaintyExam } from "./certainty-exam.ts";
import { cloze } from "./cloze.ts";
import { formulaExam } from "./formula-exam.ts";
import { gad7 } from "./gad-7.ts";
import { kprimExam } from "./kprim-exam.ts";
import type { LibraryEntry } from "./library-entry.ts";
import { mixedExam } from "./mixed-exam.ts";
import { phq9 } from "./phq-9.ts";
import { sus } from "./sus.ts";
import { who5 } from "./who-5.ts";

export const LIBRARY: readonly LibraryEntry[] = [
  phq9,
  gad7,
  auditC,
  who5,
  sus,
  bfi10,
  kprimExam,
  formulaExam,
  certaintyExam,
  cloze,
  mixedExam,
];
