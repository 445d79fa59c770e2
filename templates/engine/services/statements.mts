/** Something that was looked at, and what was wrong with it: nothing, mostly. */
export type Statement = {
  what: string;
  problems: string[];
  milliseconds: number;
  /** Said beside the result, such as why it could not be looked at. */
  note?: string;
};

/** What is found out about one service, told as it is found. */
export class Findings {
  readonly statements: Statement[] = [];
  readonly #tell: (statement: Statement) => void;

  constructor(tell: (statement: Statement) => void) {
    this.#tell = tell;
  }

  get sound(): boolean {
    return this.statements.every(({ problems }) => problems.length === 0);
  }

  /**
   * Looks at something.
   *
   * @param look - the problems, or a note in their place
   * @returns whether there was no problem
   */
  async look(
    what: string,
    look: () => Promise<string[] | { note: string }>,
  ): Promise<boolean> {
    const started = performance.now();
    const seen = await look().catch((error: unknown) => [
      error instanceof Error ? error.message : String(error),
    ]);
    const statement: Statement = {
      what,
      ...(Array.isArray(seen) ? { problems: seen } : { problems: [], ...seen }),
      milliseconds: Math.round(performance.now() - started),
    };
    this.statements.push(statement);
    this.#tell(statement);
    return statement.problems.length === 0;
  }
}
