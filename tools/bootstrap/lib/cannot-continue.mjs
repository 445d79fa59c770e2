// @ts-check

/**
 * A reason to stop that the user can act on: printed as its one line, without
 * a stack trace.
 *
 * @internal
 */
export class CannotContinue extends Error {
  /** @param {string} message what happened, to what, and what to do */
  constructor(message) {
    super(message);
    this.name = 'CannotContinue';
  }
}
