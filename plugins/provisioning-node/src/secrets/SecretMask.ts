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

/** Regular expressions have a limit; whole service accounts are secrets, too. */
const LONG = 512;

/** Of what only its shape tells; longer ones begin with what does. */
const LONGEST_SHAPE = 4_096;

const escape = (value: string) => value.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** Go's JSON is safe to put into HTML, unlike JavaScript's. */
function asGoPrintsJson(secret: string): string {
  return JSON.stringify(secret)
    .slice(1, -1)
    .replace(
      /[<>&]/g,
      character => `\\u00${character.charCodeAt(0).toString(16)}`,
    );
}

/** The forms in which programs print a value. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [
    secret,
    // Logs go line by line.
    ...secret.split(/\r?\n/),
    JSON.stringify(secret).slice(1, -1),
    asGoPrintsJson(secret),
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
  /** The longest first: a secret may be part of another. */
  readonly #long: string[];
  readonly #short: RegExp | undefined;
  /** Characters of the longest form of a secret. */
  readonly longest: number;

  constructor(secrets: Iterable<string>) {
    const forms = [...new Set([...secrets].flatMap(formsOf))]
      .filter(form => form.length >= SHORTEST)
      .sort((a, b) => b.length - a.length);
    this.longest = Math.max(LONGEST_SHAPE, forms[0]?.length ?? 0);
    this.#long = forms.filter(form => form.length > LONG);
    const short = forms.filter(form => form.length <= LONG).map(escape);
    this.#short =
      short.length > 0 ? new RegExp(short.join('|'), 'g') : undefined;
  }

  /** A text, whole: a secret that is cut in two by the caller gets through. */
  mask(text: string): string {
    const rest = this.#long.reduce(
      (part, form) => part.replaceAll(form, MASKED),
      text,
    );
    const masked = this.#short ? rest.replace(this.#short, MASKED) : rest;
    return TOKEN_SHAPES.reduce(
      (part, shape) => part.replace(shape, MASKED),
      masked,
    );
  }
}
