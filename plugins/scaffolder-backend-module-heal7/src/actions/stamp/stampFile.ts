import { createHash } from 'node:crypto';
import { stringify } from 'yaml';

/** Where a repository says what it was made from. */
export const STAMP_PATH = '.heal7/template.yaml';

const HEAD =
  '# What this repository was made from. Template upgrades start here: keep it.\n';

/** Files that a layer was the last to write, with the SHA-256 of each. */
export interface Layer {
  name: string;
  /** Over all of its files. */
  digest: string;
  files: Record<string, string>;
}

/** What a repository was made from. */
export interface Stamp {
  template: { ref: string; version: string };
  answers: Record<string, unknown>;
  layers: Layer[];
}

const sha256 = (content: string | Buffer) =>
  createHash('sha256').update(content).digest('hex');

/** Digest of one file's content. */
export const digestOf = (content: Buffer): string => sha256(content);

function layerOf(name: string, files: Record<string, string>): Layer {
  const sorted = Object.fromEntries(Object.entries(files).sort());
  const list = Object.entries(sorted).map(([path, hash]) => `${hash}  ${path}`);
  return { name, digest: `sha256:${sha256(list.join('\n'))}`, files: sorted };
}

/**
 * The layers after one more was rendered: the new one has every file that no
 * earlier one has in just this state. Rendered again, it replaces itself.
 *
 * @param present - digests of the workspace's files, by their paths
 * @param name - undefined when no layer was rendered but files were removed
 */
export function nextLayers(
  before: Layer[],
  present: Record<string, string>,
  name: string | undefined,
): Layer[] {
  const earlier = before
    .filter(layer => layer.name !== name)
    .map(layer =>
      layerOf(
        layer.name,
        Object.fromEntries(
          Object.entries(layer.files).filter(
            ([path, hash]) => present[path] === hash,
          ),
        ),
      ),
    );
  if (name === undefined) {
    return earlier;
  }
  const known = new Set(earlier.flatMap(({ files }) => Object.keys(files)));
  const own = Object.entries(present).filter(([path]) => !known.has(path));
  return [...earlier, layerOf(name, Object.fromEntries(own))];
}

const SECRET = /password|passwd|secret|token|credential|private.?key|api.?key/i;

/** Answers without those whose names sound like secrets, at any depth. */
export function withoutSecrets(answers: Record<string, unknown>): {
  answers: Record<string, unknown>;
  leftOut: string[];
} {
  const leftOut: string[] = [];
  const clean = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((item, index) => clean(item, `${path}[${index}]`));
    }
    if (value === null || typeof value !== 'object') {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => {
        const at = path ? `${path}.${key}` : key;
        if (SECRET.test(key)) {
          leftOut.push(at);
          return [];
        }
        return [[key, clean(item, at)]];
      }),
    );
  };
  const kept = clean(answers, '') as Record<string, unknown>;
  return { answers: kept, leftOut };
}

/** The stamp as a file. */
export function formatStamp(stamp: Stamp): string {
  return HEAD + stringify(stamp, { lineWidth: 0 });
}
