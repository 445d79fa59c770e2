import { InputError } from '@backstage/errors';
import { escapeRegex, escapeString } from './promql';

/** What can stand in a template between double braces. @internal */
export const LABEL_PLACEHOLDERS = [
  'cluster',
  'namespace',
  'name',
  'hash',
] as const;

/** @internal */
export type QueryValues = Record<
  (typeof LABEL_PLACEHOLDERS)[number],
  string
> & {
  /** A regular expression, whose names are escaped already. */
  pods: string;
};

type LabelPlaceholder = (typeof LABEL_PLACEHOLDERS)[number];

type Part =
  | { kind: 'text'; text: string }
  | { kind: 'window' }
  | { kind: 'pods' }
  | { kind: 'label'; name: LabelPlaceholder; regex: boolean };

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/** Splits PromQL into comments, strings, and what is between them. */
const TOKENS =
  /#[^\n]*|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`[^`]*`|["'`]|[^"'`#]+/g;

const isLabel = (name: string): name is LabelPlaceholder =>
  (LABEL_PLACEHOLDERS as readonly string[]).includes(name);

/**
 * A PromQL query with places for values. Values get into label matchers only,
 * escaped for where they stand, so that no value can change what is asked.
 *
 * @internal
 */
export class QueryTemplate {
  private constructor(private readonly parts: Part[]) {}

  /**
   * @throws InputError when a placeholder is unknown or stands where a value
   * cannot be made safe.
   */
  static parse(template: string): QueryTemplate {
    const parts: Part[] = [];
    let before = '';
    for (const [token] of template.matchAll(TOKENS)) {
      parts.push(...partsOf(token, before));
      before = token;
    }
    return new QueryTemplate(parts);
  }

  /** Whether it asks for the pods of a revision, whatever their names are. */
  get byPods(): boolean {
    return this.parts.some(({ kind }) => kind === 'pods');
  }

  /** Whether it asks for the hash of a revision. */
  get byHash(): boolean {
    return this.parts.some(
      part => part.kind === 'label' && part.name === 'hash',
    );
  }

  render(values: QueryValues, windowSeconds: number): string {
    return this.parts
      .map(part => {
        switch (part.kind) {
          case 'text':
            return part.text;
          case 'window':
            return `${windowSeconds}s`;
          case 'pods':
            return escapeString(values.pods);
          default: {
            const value = values[part.name];
            return escapeString(part.regex ? escapeRegex(value) : value);
          }
        }
      })
      .join('');
  }
}

function partsOf(token: string, before: string): Part[] {
  if (/^["'`]$/.test(token)) {
    throw new InputError(`the query has a string without an end: ${token}`);
  }
  const parts: Part[] = [];
  let end = 0;
  for (const match of token.matchAll(PLACEHOLDER)) {
    parts.push({ kind: 'text', text: token.slice(end, match.index) });
    parts.push(placeholderPart(match[1], token, before));
    end = match.index + match[0].length;
  }
  return [...parts, { kind: 'text', text: token.slice(end) }];
}

function placeholderPart(name: string, token: string, before: string): Part {
  const inCode = !/^["'`#]/.test(token);
  if (name === 'window') {
    if (!inCode) {
      throw new InputError('{{window}} must stand outside of strings');
    }
    return { kind: 'window' };
  }
  if (!isLabel(name) && name !== 'pods') {
    throw new InputError(
      `{{${name}}} is unknown; there are {{window}}, {{pods}} and ${LABEL_PLACEHOLDERS.map(
        known => `{{${known}}}`,
      ).join(', ')}`,
    );
  }
  const operator = /(=~|!~|!=|=)\s*$/.exec(before)?.[1];
  if (!token.startsWith('"') || operator === undefined) {
    throw new InputError(
      `{{${name}}} must stand in the double-quoted value of a label matcher`,
    );
  }
  const regex = operator.endsWith('~');
  if (name === 'pods') {
    if (!regex || !/^"\{\{\s*pods\s*\}\}"$/.test(token)) {
      throw new InputError(
        '{{pods}} is a regular expression and must be all of what =~ or !~ compares with',
      );
    }
    return { kind: 'pods' };
  }
  return { kind: 'label', name, regex };
}
