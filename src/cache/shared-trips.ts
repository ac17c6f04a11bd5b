/**
 * One trip for all that is asked in the same turn of the event loop.
 *
 * Nobody joins a trip that is under way: what it brings may be from before a
 * write that the asker knows of. So equal questions may share an answer too.
 *
 * @module
 */

/** What is brought for each question, in order; an Error for one that failed alone. */
export type Travel<Question, Answer> = (
  questions: readonly Question[],
) => Promise<readonly (Answer | Error)[]>;

/** An answer may be a whole summary. */
const MOST_AT_ONCE = 64;

export class SharedTrips<Question, Answer> {
  readonly #travel: Travel<Question, Answer>;
  #next: Trip<Question, Answer> | null = null;

  constructor(travel: Travel<Question, Answer>) {
    this.#travel = travel;
  }

  /** @param name Equal for equal questions, and for no others. */
  async ask(name: string, question: Question): Promise<Answer> {
    const trip = (this.#next ??= this.#prepare());
    const known = trip.seats.get(name);
    const seat = known ?? trip.questions.push(question) - 1;
    if (known === undefined) trip.seats.set(name, seat);
    if (trip.questions.length === MOST_AT_ONCE) this.#next = null;

    const answer = (await trip.answers)[seat];
    if (answer === undefined) throw new Error("fewer answers than questions");
    if (answer instanceof Error) throw answer;
    return answer;
  }

  #prepare(): Trip<Question, Answer> {
    const questions: Question[] = [];
    const answers = endOfTurn().then(() => {
      if (this.#next === trip) this.#next = null;
      return this.#travel(questions);
    });
    const trip = { questions, seats: new Map<string, number>(), answers };
    return trip;
  }
}

interface Trip<Question, Answer> {
  readonly questions: Question[];
  /** Where each question is, by its name. */
  readonly seats: Map<string, number>;
  readonly answers: Promise<readonly (Answer | Error)[]>;
}

/** When all requests that have come in by now have been looked at. */
function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
