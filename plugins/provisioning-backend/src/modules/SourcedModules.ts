import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  BrokenModule,
  StackModule,
} from '@heal7/backstage-plugin-provisioning-common';
import type { ModuleBundle } from '@heal7/backstage-plugin-provisioning-node';
import type { Modules } from '../ports/Modules';
import type { BundleStore } from './BundleStore';
import { readManifest } from './manifest';
import type { ModuleSource } from './ModuleSource';
import { digestOf, moduleTree, variablesDeclared } from './moduleTree';
import type { SourceFiles } from './moduleTree';

/** A folder that people work in is looked at again after so long. */
const FRESH_MS = 10_000;

interface Known {
  module: StackModule;
  files: SourceFiles;
  root: string;
  origin: ModuleBundle['origin'];
}

interface Read {
  at: number;
  known: Known[];
  broken: BrokenModule[];
}

/**
 * The modules of all sources. One that is broken hides only itself, and a
 * source that cannot be read only its own.
 *
 * @internal
 */
export class SourcedModules implements Modules {
  readonly #reads = new Map<string, Read>();
  readonly #said = new Set<string>();

  constructor(
    private readonly deps: {
      sources: ModuleSource[];
      bundles: BundleStore;
      logger: LoggerService;
      now(): number;
    },
  ) {}

  async list(): Promise<StackModule[]> {
    return (await this.known()).map(({ module }) => module);
  }

  async broken(): Promise<BrokenModule[]> {
    const reads = await this.reads();
    return reads.flatMap(({ broken }) => broken);
  }

  async module(id: string): Promise<StackModule> {
    return (await this.find(id)).module;
  }

  async bundle(id: string): Promise<ModuleBundle> {
    const { module, files, root, origin } = await this.find(id);
    return {
      id,
      revision: module.revision,
      directory: await this.deps.bundles.folderOf(files),
      root,
      providers: module.providers,
      origin,
    };
  }

  async files(id: string): Promise<Record<string, string>> {
    const { files } = await this.find(id);
    return Object.fromEntries(
      [...files].map(([path, content]) => [path, content.toString('utf8')]),
    );
  }

  private async find(id: string): Promise<Known> {
    const all = await this.known();
    const found = all.find(({ module }) => module.id === id);
    if (!found) {
      const ids = all.map(({ module }) => module.id).join(', ');
      throw new NotFoundError(
        ids === ''
          ? `There is no module '${id}': none can be used`
          : `There is no module '${id}'; there are ${ids}`,
      );
    }
    return found;
  }

  private async known(): Promise<Known[]> {
    const reads = await this.reads();
    return reads
      .flatMap(({ known }) => known)
      .sort((a, b) => (a.module.id < b.module.id ? -1 : 1));
  }

  /** The first source that has an id keeps it. */
  private async reads(): Promise<Read[]> {
    const reads: Read[] = [];
    const taken = new Map<string, string>();
    for (const source of this.deps.sources) {
      const read = await this.read(source);
      const free = read.known.filter(({ module }) => !taken.has(module.id));
      const twice = read.known.filter(({ module }) => taken.has(module.id));
      free.forEach(({ module }) => taken.set(module.id, source.id));
      reads.push({
        at: read.at,
        known: free,
        broken: [
          ...read.broken,
          ...twice.map(({ module: { id } }) =>
            this.report({
              id,
              source: source.id,
              reason: `the source '${taken.get(id)}' has one of that id`,
            }),
          ),
        ],
      });
    }
    return reads;
  }

  private async read(source: ModuleSource): Promise<Read> {
    const { now } = this.deps;
    const before = this.#reads.get(source.id);
    const settled = source.pinned && before && before.known.length > 0;
    if (before && (settled || now() - before.at < FRESH_MS)) {
      return before;
    }
    const read = await this.readNow(source, now());
    this.#reads.set(source.id, read);
    return read;
  }

  private async readNow(source: ModuleSource, at: number): Promise<Read> {
    const read: Read = { at, known: [], broken: [] };
    try {
      const files = await source.read();
      for (const folder of foldersWithManifest(files)) {
        try {
          read.known.push(knownOf(source, files, folder));
        } catch (error) {
          read.broken.push(
            this.report({
              id: folder,
              source: source.id,
              reason: (error as Error).message,
            }),
          );
        }
      }
    } catch (error) {
      read.broken.push(
        this.report({
          id: null,
          source: source.id,
          reason: `it cannot be read: ${(error as Error).message}`,
        }),
      );
    }
    return read;
  }

  /** Says each only once: it is looked at again and again. */
  private report(broken: BrokenModule): BrokenModule {
    const { id, source, reason } = broken;
    const line = id
      ? `The module '${id}' of the source '${source}' cannot be used: ${reason}`
      : `The source '${source}' of modules cannot be used: ${reason}`;
    if (!this.#said.has(line)) {
      this.#said.add(line);
      this.deps.logger.warn(line);
    }
    return broken;
  }
}

function foldersWithManifest(files: SourceFiles): string[] {
  return [...files.keys()].sort().flatMap(path => {
    const [, folder] = /^stacks\/([^/]+)\/stack\.yaml$/.exec(path) ?? [];
    return folder === undefined ? [] : [folder];
  });
}

function knownOf(
  source: ModuleSource,
  files: SourceFiles,
  folder: string,
): Known {
  const root = `stacks/${folder}`;
  const tree = moduleTree(files, root);
  const yaml = tree.get(`${root}/stack.yaml`) as Buffer;
  const manifest = readManifest(yaml.toString('utf8'), folder);
  const declared = variablesDeclared(tree, root);
  const properties = manifest.inputs.properties as object;
  const undeclared = [
    'heal7',
    'deletion_protection',
    ...Object.keys(properties),
    ...manifest.secretInputs,
  ].filter(name => !declared.includes(name));
  if (undeclared.length > 0) {
    throw new InputError(
      `it declares no variable ${undeclared
        .map(name => `'${name}'`)
        .join(', ')}`,
    );
  }
  const module = { ...manifest, revision: digestOf(tree), source: source.id };
  return { module, files: tree, root, origin: source.origin };
}
