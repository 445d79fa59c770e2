import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Mount } from './namespace.mts';

/**
 * Folders of this machine that stand in for a base image's, each overlaid by
 * itself: layers lie elsewhere on the same file system, and the kernel takes no
 * layer that lies within another. The rest of the root is not this machine's,
 * so nothing of it can be seen.
 */
const OF_THE_MACHINE = ['usr', 'etc', 'var'] as const;
const PARTS = ['root', ...OF_THE_MACHINE] as const;

/** What a stage or a base adds: a folder that holds one for each part. */
export type Layer = string;

/** A file system in the making: what is written goes to `upper`. */
export type FileSystem = {
  upper: Layer;
  /** Of earlier stages, the nearest first. */
  below: Layer[];
  base: Layer[];
};

/**
 * Where the parts of a file system are to be mounted, so that it can be entered.
 *
 * @param masks - what hides parts of the base
 */
export function overlays(
  { upper, below, base }: FileSystem,
  target: string,
  masks: Layer[] = [],
): Mount[] {
  return PARTS.map(part => {
    const machine = part === 'root' ? [] : [`/${part}`];
    const layers = [...below, ...masks, ...base]
      .map(layer => join(layer, part))
      .filter(folder => existsSync(folder));
    const [writes, work] = [join(upper, part), join(upper, `${part}.work`)];
    mkdirSync(writes, { recursive: true });
    mkdirSync(work, { recursive: true });
    const stack = [...layers, ...machine].join(':');
    return {
      kind: 'overlay',
      target: part === 'root' ? target : join(target, part),
      options: `lowerdir=${stack},upperdir=${writes},workdir=${work}`,
    };
  });
}

/** Where a path of the image lies in a layer. */
export function inLayer(layer: Layer, path: string): string {
  const [first = '', ...rest] = path.split('/').filter(Boolean);
  const part = OF_THE_MACHINE.find(name => name === first);
  return part
    ? join(layer, part, ...rest)
    : join(layer, 'root', first, ...rest);
}

/** A small text file of the image, such as /etc/passwd. */
export function readFrom(files: FileSystem, path: string): string {
  const layers = [files.upper, ...files.below, ...files.base];
  const file = [...layers.map(layer => inLayer(layer, path)), path]
    .filter(candidate => existsSync(candidate))
    .at(0);
  return file ? readFileSync(file, 'utf8') : '';
}

/** Names in a folder of this machine's root that are links, as /bin is. */
export const rootLinks = (): string[] =>
  readdirSync('/', { withFileTypes: true })
    .filter(
      entry => entry.isSymbolicLink() && /^(s?bin|lib\w*)$/.test(entry.name),
    )
    .map(entry => entry.name);
