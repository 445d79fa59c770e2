import { describeError } from '../src/errors.mts';
import type { Progress } from '../src/progress.mts';

/** Counts checks and says how each went. */
export class Report {
  passed = 0;
  failed = 0;
  readonly #progress: Progress;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** Runs one check; its failure is counted and thrown on. */
  async check<T>(what: string, test: () => Promise<T>): Promise<T> {
    try {
      const result = await test();
      this.passed++;
      this.#progress(`ok    ${what}`);
      return result;
    } catch (error) {
      this.failed++;
      this.#progress(`FAIL  ${what}: ${describeError(error)}`);
      throw new CheckFailed(what);
    }
  }

  /** Runs a scenario; what it throws besides failed checks is counted too. */
  async run(scenario: string, steps: () => Promise<void>): Promise<void> {
    try {
      await steps();
    } catch (error) {
      if (!(error instanceof CheckFailed)) {
        this.failed++;
        this.#progress(`FAIL  ${scenario}: ${describeError(error)}`);
      }
    }
  }

  /** The last line: 'N passed, N failed'. */
  summary(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}

class CheckFailed extends Error {
  override name = 'CheckFailed';
}
