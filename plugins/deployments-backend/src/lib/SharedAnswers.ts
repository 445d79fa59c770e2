import type { Clock } from './Clock';

const FAILURE_KEPT_MS = 5_000;

/**
 * Answers to questions that many ask at the same time: each is asked once and
 * kept for a while, a failure only shortly.
 *
 * @internal
 */
export class SharedAnswers<T> {
  readonly #answers = new Map<string, { answer: Promise<T>; until: number }>();

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly maxSize: number,
  ) {}

  get(key: string, keepMs: number, ask: () => Promise<T>): Promise<T> {
    const now = this.clock.now().getTime();
    const known = this.#answers.get(key);
    if (known && now < known.until) {
      return known.answer;
    }
    const answer = ask();
    const entry = { answer, until: now + keepMs };
    answer.catch(() => {
      entry.until = this.clock.now().getTime() + FAILURE_KEPT_MS;
    });
    this.#answers.delete(key);
    this.#answers.set(key, entry);
    this.evict(now);
    return answer;
  }

  /** The oldest go first; maps keep the order in which keys were set. */
  private evict(now: number): void {
    for (const [key, { until }] of this.#answers) {
      if (now < until && this.#answers.size <= this.maxSize) {
        return;
      }
      this.#answers.delete(key);
    }
  }
}
