/**
 * Why no state can be printed: one line that names the file and says what is
 * wrong with it.
 */
export class StateError extends Error {
  constructor(message: string) {
    super(message.replace(/\s+/g, ' ').trim());
    this.name = 'StateError';
  }
}
