/** What a promise gives, or null where it is rejected or takes longer. */
export async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  const { promise: tooLate, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, milliseconds, null);
  const value = await Promise.race([promise.catch(() => null), tooLate]);
  clearTimeout(timer);
  return value;
}
