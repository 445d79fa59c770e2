import { isDeepStrictEqual } from 'node:util';

/** Counts statements and prints those that do not hold, with their reasons. */
export class Report {
  #passed = 0;
  #failed = 0;

  /** Holds when there is no problem. */
  say(statement: string, problems: string[]): void {
    if (problems.length === 0) {
      this.#passed += 1;
      return;
    }
    this.#failed += 1;
    console.log(`FAILED ${statement}`);
    for (const problem of problems) console.log(`  ${problem}`);
  }

  /** Holds when the two are equal, whatever the order of their keys. */
  same(statement: string, actual: unknown, expected: unknown): void {
    this.say(
      statement,
      isDeepStrictEqual(actual, expected)
        ? []
        : [
            `is ${JSON.stringify(actual)}`,
            `expected ${JSON.stringify(expected)}`,
          ],
    );
  }

  /** Prints the closing line; true when everything held. */
  close(): boolean {
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0;
  }
}
