/** Does the same work once for all who ask for it meanwhile. */
export class SingleFlight {
  readonly #underWay = new Map<string, Promise<unknown>>();

  /** A name must say all that its work depends on: whoever gives it gets that work's outcome. */
  async join<T>(name: string, work: () => Promise<T>): Promise<T> {
    const joined = this.#underWay.get(name);
    if (joined !== undefined) return (await joined) as T;
    const started = work().finally(() => {
      this.#underWay.delete(name);
    });
    this.#underWay.set(name, started);
    return await started;
  }
}
