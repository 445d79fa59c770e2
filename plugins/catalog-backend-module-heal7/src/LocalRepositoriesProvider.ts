import type { LoggerService } from '@backstage/backend-plugin-api';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type {
  LocalRepositories,
  RepositoryAddress,
} from '@heal7/backstage-plugin-local-repositories-node';

const CATALOG_FILE = 'catalog-info.yaml';

/**
 * Puts the catalog-info.yaml of every local repository into the catalog, and
 * asks for a refresh of those whose default branch has moved.
 */
export class LocalRepositoriesProvider implements EntityProvider {
  private connection: EntityProviderConnection | undefined;
  /** Commit seen last, by the URL of the catalog file. */
  private seen = new Map<string, string>();
  private running: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly options: {
      repositories: LocalRepositories;
      address: RepositoryAddress;
      logger: LoggerService;
    },
  ) {}

  getProviderName() {
    return 'local-repositories';
  }

  async connect(connection: EntityProviderConnection) {
    this.connection = connection;
  }

  /**
   * Looks at the repositories. Calls made while one is running share a single
   * further one, so that a burst of events costs two looks.
   */
  async update(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.updateUntilQuiet().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async updateUntilQuiet(): Promise<void> {
    do {
      this.again = false;
      await this.updateOnce();
    } while (this.again);
  }

  private async updateOnce(): Promise<void> {
    if (!this.connection) {
      return;
    }
    const found = await this.scan();
    const moved = [...found].filter(
      ([url, sha]) => this.seen.has(url) && this.seen.get(url) !== sha,
    );
    const sameSet =
      found.size === this.seen.size &&
      [...found.keys()].every(url => this.seen.has(url));
    if (!sameSet || this.seen.size === 0) {
      await this.connection.applyMutation({
        type: 'full',
        entities: [...found.keys()].map(target => ({
          entity: locationSpecToLocationEntity({
            location: { type: 'url', target, presence: 'required' },
          }),
          locationKey: this.getProviderName(),
        })),
      });
    }
    if (moved.length > 0) {
      await this.connection.refresh({
        keys: moved.map(([url]) => `url:${url}`),
      });
    }
    this.seen = found;
  }

  /** One repository that cannot be read does not hide the others. */
  private async scan(): Promise<Map<string, string>> {
    const { repositories, address, logger } = this.options;
    const found = new Map<string, string>();
    for (const name of await repositories.list()) {
      try {
        const ref = await repositories.defaultBranch(name);
        const sha = await repositories.resolve(name, ref);
        const files = await repositories.listFiles(name, sha);
        if (files.includes(CATALOG_FILE)) {
          found.set(address.format({ name, ref, path: CATALOG_FILE }), sha);
        }
      } catch (error) {
        logger.warn(
          `Left the local repository '${name}' out of the catalog: ${error}`,
        );
      }
    }
    return found;
  }
}
