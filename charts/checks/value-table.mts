/** A JSON schema, as far as values of a chart use it. */
export type Schema = {
  $ref?: string;
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  definitions?: Record<string, Schema>;
  pattern?: string;
};

/**
 * The rows of a Markdown table of every value: its path, what it may be, its
 * default and what it is for.
 *
 * @throws Error when a value has no description: it could not be understood
 */
export function valueRows(schema: Schema, defaults: unknown): string[] {
  const definitions = schema.definitions ?? {};
  return rows(schema, defaults, '');

  function rows(parent: Schema, values: unknown, prefix: string): string[] {
    return Object.entries(parent.properties ?? {}).flatMap(([name, child]) => {
      const path = `${prefix}${name}`;
      if (!child.description) throw new Error(`${path} has no description`);
      const value = (values as Record<string, unknown> | undefined)?.[name];
      return child.properties
        ? rows(child, value, `${path}.`)
        : [row(path, child, value)];
    });
  }

  function row(path: string, schema: Schema, value: unknown): string {
    const cells = [
      `\`${path}\``,
      typeOf(schema),
      value === undefined ? '' : `\`${JSON.stringify(value)}\``,
      schema.description ?? '',
    ];
    return `| ${cells.map(escaped).join(' | ')} |`;
  }

  function typeOf(schema: Schema): string {
    const { $ref, type, enum: values, items } = schema;
    if ($ref) return referred($ref);
    if (values) return values.map(value => `\`${value || '""'}\``).join(', ');
    if (items) return `list of ${typeOf(items)}`;
    return String(type ?? 'text').replace('string', 'text');
  }

  function referred(reference: string): string {
    const name = reference.split('/').at(-1)!;
    const words: Record<string, string> = {
      absolutePath: 'path',
      dnsName: 'name',
      duration: 'duration (`10m`)',
      quantities: 'quantities',
      stringMap: 'texts by name',
      strings: 'list of text',
    };
    return words[name] ?? typeOf(definitions[name] ?? {});
  }
}

const escaped = (cell: string) =>
  cell.replaceAll('|', '\\|').replaceAll('<', '&lt;');
