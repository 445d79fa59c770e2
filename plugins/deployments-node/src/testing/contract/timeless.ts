/**
 * Runs something that must not look at a clock or throw dice: both fail while
 * it runs.
 */
export function timeless<T>(run: () => T): T {
  const { Date: RealDate } = globalThis;
  const { random } = Math;
  const refuse = (): never => {
    throw new Error('a source must not use a clock or chance');
  };
  class StoppedDate extends RealDate {
    constructor(...parts: unknown[]) {
      if (parts.length === 0) {
        refuse();
      }
      super(...(parts as [string]));
    }
    static now = refuse;
  }
  globalThis.Date = StoppedDate as unknown as DateConstructor;
  Math.random = refuse;
  try {
    return run();
  } finally {
    globalThis.Date = RealDate;
    Math.random = random;
  }
}
