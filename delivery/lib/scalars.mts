import { readFileSync } from 'node:fs';

/**
 * The plain scalars of a YAML file by their path, such as `cluster.name`. Reads
 * block mappings and skips whatever else there is: enough for the keys that
 * delivery asks for, and an action needs no dependency for it.
 */
export function scalarsOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const path: Array<{ indent: number; key: string }> = [];
  for (const line of text.split(/\r?\n/)) {
    const [, space, key, rest] =
      /^( *)([A-Za-z_][\w.-]*):(?: +(.*))?$/.exec(line) ?? [];
    if (key === undefined) continue;
    while (path.length > 0 && path[path.length - 1].indent >= space.length) {
      path.pop();
    }
    path.push({ indent: space.length, key });
    const value = scalar(rest ?? '');
    if (value !== undefined) {
      found.set(path.map(part => part.key).join('.'), value);
    }
  }
  return found;
}

/** The same of a file; nothing when there is none. */
export function scalarsIn(file: string): Map<string, string> {
  try {
    return scalarsOf(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}

function scalar(text: string): string | undefined {
  const quoted = /^(?:'((?:[^']|'')*)'|"([^"\\]*)")\s*(?:#.*)?$/.exec(text);
  if (quoted) return quoted[1]?.replaceAll("''", "'") ?? quoted[2];
  const plain = text.replace(/(^|\s)#.*$/, '').trim();
  return plain === '' || /^[[{&*!|>"'%@`]/.test(plain) ? undefined : plain;
}
