import { TOKEN_SHAPES } from './tokenShapes';

/**
 * What stands for a secret.
 *
 * @public
 */
export const MASKED = '***';

/**
 * Shorter ones would mask half of a log: a password of three characters is in
 * many words. They have to be kept out by being declared sensitive.
 */
const SHORTEST = 6;

const escape = (value: string) => value.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** The forms in which programs print a value. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [
    secret,
    // Logs go line by line.
    ...secret.split(/\r?\n/),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

/**
 * Takes secrets out of texts: values that are known, in the forms in which
 * programs print them, and whatever looks like a token. It is the last of
 * several nets: what is declared sensitive never gets this far.
 *
 * @public
 */
export class SecretMask {
  readonly #known: RegExp | undefined;

  constructor(secrets: Iterable<string>) {
    const forms = [...new Set([...secrets].flatMap(formsOf))]
      .filter(form => form.length >= SHORTEST)
      // The longest first: a secret may be part of another.
      .sort((a, b) => b.length - a.length)
      .map(escape);
    this.#known =
      forms.length > 0 ? new RegExp(forms.join('|'), 'g') : undefined;
  }

  /** A text, whole: a secret that is cut in two by the caller gets through. */
  mask(text: string): string {
    const masked = this.#known ? text.replace(this.#known, MASKED) : text;
    return TOKEN_SHAPES.reduce(
      (rest, shape) => rest.replace(shape, MASKED),
      masked,
    );
  }
}
