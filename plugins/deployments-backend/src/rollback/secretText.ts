const SECRET_WORDS =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|api[-_.]?key|access[-_.]?key|private[-_.]?key|authorization)';

const SECRET_NAME = new RegExp(SECRET_WORDS, 'i');

/** Names of what only points at a secret, or says how it is used. */
const REFERENCE =
  /(?:name|ref|file|path|dir|class|url|uri|type|mode|enabled|ttl|seconds|expiry|audience|issuer)s?$/i;

/**
 * Whether what goes by this name is likely to be a secret: `dbPassword` is,
 * `passwordFile` is not.
 *
 * @internal
 */
export const soundsSecret = (name: string): boolean =>
  SECRET_NAME.test(name) && !REFERENCE.test(name);

/** `$(NAME)`, `${NAME}` and `$NAME` say where a value is, not what it is. */
const isReference = (value: string): boolean =>
  /^\$(?:\(\w+\)|\{\w+\}|\w+)$/.test(value);

/** Shapes of secrets, whatever they are called: what comes before, and it. */
const SHAPES: RegExp[] = [
  /()(-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$))/g,
  /([a-z][a-z0-9+.-]*:\/\/)([^\s/@]+)(?=@)/gi,
  /(\b(?:bearer|basic)\s+)([\w.~+/=-]{6,})/gi,
  /()(\beyJ[\w-]+\.[\w-]+\.[\w-]*)/g,
  /()(\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-|npm_|AIza|dop_v1_)[\w-]{16,})/g,
  /()(\b(?:AKIA|ASIA)[A-Z0-9]{16}\b)/g,
];

/** A name, what separates it from its value, and the value. */
const NAMED = new RegExp(
  `((?<![\\w-])-{0,2}([\\w.-]*${SECRET_WORDS}[\\w.-]*)["']?(?:\\s*[=:]\\s*|\\s+))("[^"]*"|'[^']*'|\\$\\([^)]*\\)|\\$\\{[^}]*\\}|[^\\s,;&|"')}\\]]+)`,
  'gi',
);

/** Long words of upper and lower case and digits, as generators make them. */
const RANDOM =
  /(?<![\w+/-])(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*\d)[\w+/=-]{24,}/g;

// Stand, in pairs, around the number of a secret already taken out.
const OPEN = '\uE000';
const CLOSE = '\uE001';

/**
 * Replaces the parts of a text that look like secrets: values of names that
 * sound like one (`--db-password=x`, `token: x`), credentials in URLs and
 * headers, private keys, JWTs, tokens with a known beginning, and long words
 * that look random. The names stay.
 *
 * @param known - texts that are secrets for sure, the longest first.
 * @param replace - told each secret once.
 * @internal
 */
export function replaceSecrets(
  text: string,
  known: string[],
  replace: (secret: string) => string,
): string {
  const taken: string[] = [];
  const take = (secret: string) => {
    if (secret.includes(OPEN)) {
      return secret;
    }
    taken.push(replace(secret));
    return `${OPEN}${taken.length - 1}${CLOSE}`;
  };
  let rest = text.replaceAll(OPEN, '').replaceAll(CLOSE, '');
  for (const secret of known) {
    rest = rest.replaceAll(secret, () => take(secret));
  }
  for (const shape of SHAPES) {
    rest = rest.replace(
      shape,
      (_, before: string, secret: string) => `${before}${take(secret)}`,
    );
  }
  rest = rest.replace(
    NAMED,
    (whole: string, before: string, name: string, value: string) => {
      // A name followed by a blank is an assignment only of flags.
      const assigned = /[=:]\s*$/.test(before) || before.startsWith('-');
      return assigned && soundsSecret(name) && !isReference(value)
        ? `${before}${take(value)}`
        : whole;
    },
  );
  return rest
    .replace(RANDOM, take)
    .replace(
      new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g'),
      (_, index: string) => taken[Number(index)],
    );
}

/**
 * Whether an argument is a flag whose value, the next argument, is a secret.
 *
 * @internal
 */
export const isSecretFlag = (argument: string): boolean =>
  /^--?[\w.-]+$/.test(argument) && soundsSecret(argument);
