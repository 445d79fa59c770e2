/**
 * Lets callers who want the same share one read. A read is shared only by
 * those who asked before it began, so that nobody gets an answer older than
 * the question.
 *
 * @internal
 */
export class SharedReads<T> {
  readonly #running = new Map<string, Promise<void>>();
  readonly #waiting = new Map<string, Promise<T>>();

  read(key: string, load: () => Promise<T>): Promise<T> {
    const waiting = this.#waiting.get(key);
    if (waiting) {
      return waiting;
    }
    const running = this.#running.get(key);
    if (!running) {
      return this.start(key, load);
    }
    const next = running.then(() => this.start(key, load));
    this.#waiting.set(key, next);
    return next;
  }

  private start(key: string, load: () => Promise<T>): Promise<T> {
    this.#waiting.delete(key);
    const answer = load();
    const ended = answer
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        if (this.#running.get(key) === ended) {
          this.#running.delete(key);
        }
      });
    this.#running.set(key, ended);
    return answer;
  }
}
