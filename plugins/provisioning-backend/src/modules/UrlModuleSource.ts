import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { isOfModules, MOST_BYTES } from './ModuleSource';
import type { ModuleSource } from './ModuleSource';
import type { SourceFiles } from './moduleTree';

const PATIENCE_MS = 60_000;

/**
 * The repository, commit and folder that an address of a source-control host
 * names. Hosts put something of their own between repository and commit
 * (`tree`, `-/tree`, `src/commit`).
 *
 * @throws InputError when it names no commit.
 * @internal
 */
export function originOf(url: string): NonNullable<ModuleSource['origin']> {
  const { origin, pathname } = new URL(url);
  const [before, commit, after = ''] = pathname.split(
    /\/([0-9a-f]{40})(?:\/|$)/,
  );
  if (!commit) {
    throw new InputError(`'${url}' names no commit in its path`);
  }
  const repository = before.replace(/\/(-\/)?(tree|blob|src|src\/commit)$/, '');
  return {
    repository: `${origin}${repository}`,
    commit,
    path: after.replace(/\/+$/, ''),
  };
}

/**
 * A folder of a repository at one commit, read with the portal's integrations.
 *
 * @internal
 */
export class UrlModuleSource implements ModuleSource {
  readonly origin: NonNullable<ModuleSource['origin']>;
  readonly pinned = true;

  constructor(
    readonly id: string,
    private readonly url: string,
    private readonly reader: Pick<UrlReaderService, 'readTree'>,
  ) {
    this.origin = originOf(url);
  }

  async read(): Promise<SourceFiles> {
    const tree = await this.reader.readTree(this.url, {
      filter: isOfModules,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const files = new Map<string, Buffer>();
    let bytes = 0;
    for (const file of await tree.files()) {
      const content = await file.content();
      bytes += content.length;
      if (bytes > MOST_BYTES) {
        throw new InputError(`${this.url} holds more than ${MOST_BYTES} bytes`);
      }
      files.set(file.path, content);
    }
    return files;
  }
}
