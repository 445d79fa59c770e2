import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file below a folder: its path from there, with `/`, to its text. */
export function filesOf(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  return new Map(
    entries.map(path => [
      relative(folder, path).replaceAll('\\', '/'),
      readFileSync(path, 'utf8'),
    ]),
  );
}

/**
 * How `actual` differs from `expected`: one line for each file that is missing,
 * extra or changed, the last with its first line that differs.
 */
export function differences(
  expected: Map<string, string>,
  actual: Map<string, string>,
): string[] {
  const paths = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  return paths.flatMap(path => {
    const [want, have] = [expected.get(path), actual.get(path)];
    if (want === have) return [];
    if (want === undefined) return [`${path}: new`];
    if (have === undefined) return [`${path}: gone`];
    const [before, after] = [want.split('\n'), have.split('\n')];
    const line = before.findIndex((text, i) => text !== after[i]);
    const at = line < 0 ? before.length : line;
    return [
      `${path}:${at + 1}: was ${JSON.stringify(
        before[at] ?? '',
      )}, is ${JSON.stringify(after[at] ?? '')}`,
    ];
  });
}
