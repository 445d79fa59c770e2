import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import type {
  PreparerBase,
  PreparerOptions,
  PreparerResponse,
} from '@backstage/plugin-techdocs-node';

type Entity = Parameters<PreparerBase['prepare']>[0];

/** What the generator reads of a folder. */
interface Site {
  /** Absolute path of mkdocs.yml. */
  config: string;
  /** Folder of the pages, relative to the one that mkdocs.yml is in. */
  docsDir: string;
}

async function siteIn(folder: string): Promise<Site> {
  const names = await readdir(folder);
  const name = ['mkdocs.yml', 'mkdocs.yaml'].find(n => names.includes(n));
  if (!name) {
    throw new NotFoundError(
      `${folder} has no mkdocs.yml; add one, or point backstage.io/techdocs-ref at the folder that has it`,
    );
  }
  const config = join(folder, name);
  const text = await readFile(config, 'utf8');
  const [, docsDir = 'docs'] =
    /^docs_dir:\s*['"]?([^'"#\s]+)/m.exec(text) ?? [];
  return { config, docsDir };
}

async function fingerprint({ config }: Site, pages: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(config));
  const entries = await readdir(pages, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    hash.update(`\0${file.slice(pages.length)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

/**
 * Prepares `dir:` references of entities that were read from disk: hands the
 * generator a copy of mkdocs.yml and the pages, and nothing else.
 *
 * The generator refuses a folder in which any symbolic link leads out, rewrites
 * mkdocs.yml where it stands, and reads every name below it. At the root of a
 * repository that means node_modules, and the links of a Python environment.
 * The copy also has an identity, so that unchanged pages are not built again.
 */
export class FolderPreparer implements PreparerBase {
  private readonly folders: PreparerBase;

  /** @param folders - TechDocs' own preparer, which resolves the reference. */
  constructor(folders: PreparerBase) {
    this.folders = folders;
  }

  /** What is prepared is always a copy. */
  shouldCleanPreparedDirectory(): boolean {
    return true;
  }

  async prepare(
    entity: Entity,
    options?: PreparerOptions,
  ): Promise<PreparerResponse> {
    const prepared = await this.folders.prepare(entity, options);
    if (prepared.etag !== '') {
      // Read by URL: a copy already.
      return prepared;
    }
    const site = await siteIn(prepared.preparedDir);
    const pages = resolveSafeChildPath(prepared.preparedDir, site.docsDir);
    const etag = await fingerprint(site, pages);
    if (etag === options?.etag) {
      throw new NotModifiedError();
    }
    const copy = await mkdtemp(join(await realpath(tmpdir()), 'techdocs-'));
    await cp(site.config, join(copy, basename(site.config)));
    await cp(pages, resolveSafeChildPath(copy, site.docsDir), {
      recursive: true,
      verbatimSymlinks: true,
    });
    return { preparedDir: copy, etag };
  }
}
