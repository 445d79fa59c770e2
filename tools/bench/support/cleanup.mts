/** Ends what a bench has started, the last first, however the bench ends. */
export class Cleanup {
  readonly #ends: (() => Promise<void> | void)[] = [];
  #running: Promise<void> | undefined;

  /** Remembers how to end something that was just started. */
  add(end: () => Promise<void> | void): void {
    this.#ends.push(end);
  }

  /** Ends everything; one that fails does not keep the others. */
  run(): Promise<void> {
    this.#running ??= this.#endAll();
    return this.#running;
  }

  async #endAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const end of this.#ends.splice(0).reverse()) {
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, 'Not everything could be stopped');
    }
  }
}
