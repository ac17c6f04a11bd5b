import { sleep } from "./sleep.ts";

/** What `work` makes of each entry; others get their turn after every one of them. */
export async function inTurns<T, R>(
  entries: readonly T[],
  work: (entry: T, index: number) => R,
): Promise<R[]> {
  const done: R[] = [];
  for (const [index, entry] of entries.entries()) {
    done.push(work(entry, index));
    await sleep(0);
  }
  return done;
}
