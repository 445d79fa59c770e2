import { lstat, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  resolveSafeChildPath,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { foldersOf } from './folders';
import { TemplateBudget, type ReviewLimits } from './limits';

/** A file of a template's folders. */
export interface TemplateFile {
  /** Relative to the template's own folder. */
  path: string;
  /** The one of the fetched folders that it lies in. */
  folder: string;
  content: Buffer;
  executable: boolean;
}

/**
 * Where the files of a template lie.
 *
 * The catalog itself sets the location annotation, whereas the source location
 * may come from the template's author: it must not lead to files of this
 * machine.
 */
function baseOf(template: TemplateEntityV1beta3): {
  type: 'file' | 'url';
  target: string;
} {
  const annotations = template.metadata.annotations ?? {};
  const location = annotations[ANNOTATION_LOCATION];
  const parsed = location ? parseLocationRef(location) : undefined;
  if (parsed?.type === 'file') {
    return { type: 'file', target: parsed.target };
  }
  const source = annotations[ANNOTATION_SOURCE_LOCATION];
  const from = source ? parseLocationRef(source) : parsed;
  if (from?.type !== 'url') {
    throw new InputError(
      `${stringifyEntityRef(
        template,
      )} has no location that its files could be read from`,
    );
  }
  return { type: 'url', target: from.target };
}

/** Reads a template's own files: from disk, or by URL. */
export class TemplateFiles {
  constructor(
    private readonly options: {
      reader: UrlReaderService;
      integrations: ScmIntegrationRegistry;
      limits: ReviewLimits;
    },
  ) {}

  /** Files of the folders that some steps of a template fetch from. */
  async read(
    template: TemplateEntityV1beta3,
    steps: TemplateEntityV1beta3['spec']['steps'],
    signal: AbortSignal,
  ): Promise<TemplateFile[]> {
    const base = baseOf(template);
    const budget = new TemplateBudget(this.options.limits);
    const files: TemplateFile[] = [];
    for (const folder of foldersOf(steps)) {
      signal.throwIfAborted();
      const found =
        base.type === 'file'
          ? this.fromDisk(dirname(base.target), folder)
          : this.fromUrl(base.target, folder, signal);
      for await (const file of found) {
        budget.take(file.path, file.content.length);
        files.push({ ...file, folder });
      }
    }
    return files;
  }

  private async *fromDisk(root: string, folder: string) {
    const directory = resolveSafeChildPath(root, folder);
    const entries = await readdir(directory, {
      recursive: true,
      withFileTypes: true,
    }).catch(error => {
      throw new NotFoundError(
        `The template's folder '${folder}' cannot be read`,
        error,
      );
    });
    for (const entry of entries.filter(each => each.isFile())) {
      const path = join(entry.parentPath, entry.name);
      const [content, { mode }] = await Promise.all([
        readFile(path),
        lstat(path),
      ]);
      yield {
        path: join(folder, path.slice(directory.length + 1)),
        content,
        executable: Boolean(mode & 0o100),
      };
    }
  }

  private async *fromUrl(base: string, folder: string, signal: AbortSignal) {
    const url = this.options.integrations.resolveUrl({
      url: `./${folder}`,
      base,
    });
    const tree = await this.options.reader.readTree(url, { signal });
    for (const file of await tree.files()) {
      yield {
        path: join(folder, file.path),
        content: await file.content(),
        executable: false,
      };
    }
  }
}
