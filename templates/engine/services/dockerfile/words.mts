import { DockerfileError } from './types.mts';

/** A value of ARG or ENV; undefined where there is none. */
export type Lookup = (name: string) => string | undefined;

const ESCAPED_IN_QUOTES = new Set(['"', '$', '\\']);

/** Splits at spaces outside quotes. Quotes and escapes stay in the words. */
export function splitWords(text: string): string[] {
  const words = text.match(/(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"\\])+|\S/gs);
  return words ?? [];
}

/**
 * What Docker makes of a word: variables in, quotes and escapes out. An unknown
 * variable is nothing, as in a shell.
 */
export function expandWord(word: string, lookup: Lookup): string {
  let result = '';
  let quote = '';
  for (let at = 0; at < word.length; at += 1) {
    const char = word[at]!;
    const next = word[at + 1];
    if (quote === "'") {
      if (char === "'") quote = '';
      else result += char;
    } else if (char === '\\' && next !== undefined) {
      const keeps = quote === '"' && !ESCAPED_IN_QUOTES.has(next);
      result += keeps ? char + next : next;
      at += 1;
    } else if (char === quote) {
      quote = '';
    } else if (!quote && (char === '"' || char === "'")) {
      quote = char;
    } else if (char === '$') {
      const variable = readVariable(word.slice(at));
      result += variable ? valueOf(variable, lookup) : char;
      at += (variable?.length ?? 1) - 1;
    } else {
      result += char;
    }
  }
  if (quote) throw new DockerfileError(`${word}: a quote is not closed`);
  return result;
}

/** The variable that a text begins with, written `$NAME` or `${NAME...}`. */
function readVariable(text: string): string | undefined {
  const plain = /^\$\w+/.exec(text)?.[0];
  if (plain) return plain;
  if (!text.startsWith('${')) return undefined;
  let depth = 0;
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return text.slice(0, at + 1);
  }
  throw new DockerfileError(`${text}: a brace is not closed`);
}

function valueOf(variable: string, lookup: Lookup): string {
  const [, name, operator, word] =
    /^\$\{?(\w+)(?:(:?[-+])(.*))?\}?$/s.exec(variable.replace(/\}$/, '')) ?? [];
  if (name === undefined) {
    throw new DockerfileError(`${variable}: this form is not supported`);
  }
  const value = lookup(name);
  if (!operator) return value ?? '';
  const given = operator.startsWith(':') ? Boolean(value) : value !== undefined;
  const alternative = () => expandWord(word ?? '', lookup);
  if (operator.endsWith('-')) return given ? value! : alternative();
  return given ? alternative() : '';
}
