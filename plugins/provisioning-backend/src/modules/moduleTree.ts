import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';

/** Files by their path below the source's folder. @internal */
export type SourceFiles = ReadonlyMap<string, Buffer>;

/** The folders of a module that are no part of it when it is run. */
const BESIDE = ['.terraform', 'tests', 'examples', 'environments'];

const SOURCE = /^\s*source\s*=\s*"([^"]*)"/gm;
const MODULE_BLOCK = /^module\s+"[^"]*"\s*\{$([\s\S]*?)^\}/gm;
const VARIABLE = /^variable\s+"([^"]+)"/gm;

/**
 * The files that a root module needs: its own, and those of the modules that
 * it refers to, and they to.
 *
 * @param root - its folder, e.g. `stacks/object-storage`
 * @throws InputError when it refers to something outside of the source: that
 * would be code that nobody has pinned.
 * @internal
 */
export function moduleTree(files: SourceFiles, root: string): SourceFiles {
  const wanted = [root];
  const tree = new Map<string, Buffer>();
  for (const folder of wanted) {
    const own = filesOf(files, folder);
    if (own.size === 0) {
      throw new InputError(`there is no folder '${folder}'`);
    }
    for (const [path, content] of own) {
      tree.set(path, content);
      for (const target of path.endsWith('.tf') ? calledBy(content) : []) {
        const called = posix.join(folder, target);
        if (!/^\.{1,2}\//.test(target) || called.startsWith('..')) {
          throw new InputError(
            `${path}: the module source '${target}' is outside of what is pinned; refer to a folder beside it`,
          );
        }
        if (!wanted.includes(called)) {
          wanted.push(called);
        }
      }
    }
  }
  return new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Those that belong to one folder; folders below it are not read by it. */
function filesOf(files: SourceFiles, folder: string): SourceFiles {
  return new Map(
    [...files].filter(([path]) => {
      const rest = path.startsWith(`${folder}/`)
        ? path.slice(folder.length + 1)
        : '';
      return rest !== '' && !BESIDE.includes(rest.split('/')[0]);
    }),
  );
}

function calledBy(content: Buffer): string[] {
  return [...content.toString('utf8').matchAll(MODULE_BLOCK)].flatMap(
    ([, body]) => [...body.matchAll(SOURCE)].map(([, target]) => target),
  );
}

/**
 * Names of the variables that a root module declares.
 *
 * @internal
 */
export function variablesDeclared(files: SourceFiles, root: string): string[] {
  return [...filesOf(files, root)]
    .filter(([path]) => path.endsWith('.tf') && posix.dirname(path) === root)
    .flatMap(([, content]) =>
      [...content.toString('utf8').matchAll(VARIABLE)].map(([, name]) => name),
    );
}

/**
 * Names exactly these files: `sha256:` and 64 hex digits.
 *
 * @internal
 */
export function digestOf(files: SourceFiles): string {
  const hash = createHash('sha256');
  for (const [path, content] of [...files].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    // Lengths first, so that no two trees read the same.
    hash.update(`${Buffer.byteLength(path)}:${path}${content.length}:`);
    hash.update(content);
  }
  return `sha256:${hash.digest('hex')}`;
}
