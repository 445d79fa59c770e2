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
    for (const problem of problems.slice(0, 20)) console.log(`  ${problem}`);
    const more = problems.length - 20;
    if (more > 0) console.log(`  and ${more} more`);
  }

  /** Prints the closing line; true when everything held. */
  close(): boolean {
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0;
  }
}
