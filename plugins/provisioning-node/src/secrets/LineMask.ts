import { MASKED } from './SecretMask';
import type { SecretMask } from './SecretMask';

const BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const END = /-----END [A-Z ]*PRIVATE KEY-----/;
/** The longest keys in use have about 100 lines. */
const LONGEST_KEY = 200;

/**
 * Masks a stream that comes line by line: what a mask of single lines cannot
 * see is a private key that nobody has declared, of which only the first line
 * says what it is.
 *
 * @public
 */
export class LineMask {
  readonly #mask: SecretMask;
  #keyLines = 0;

  constructor(mask: SecretMask) {
    this.#mask = mask;
  }

  /** The next line, whole. */
  mask(line: string): string {
    if (this.#keyLines > 0) {
      const end = END.exec(line);
      this.#keyLines = end ? 0 : this.#keyLines - 1;
      return end
        ? MASKED + this.#mask.mask(line.slice(end.index + end[0].length))
        : MASKED;
    }
    const begins = BEGIN.exec(line);
    if (begins && !END.test(line.slice(begins.index))) {
      this.#keyLines = LONGEST_KEY;
    }
    return this.#mask.mask(line);
  }
}
