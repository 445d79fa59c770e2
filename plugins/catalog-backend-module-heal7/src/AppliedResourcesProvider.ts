import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

const PATIENCE_MS = 30_000;

/**
 * Puts what stacks have in the clouds into the catalog, as the provisioning
 * backend tells it, and takes out what is gone.
 */
export class AppliedResourcesProvider implements EntityProvider {
  private connection: EntityProviderConnection | undefined;
  /** Answer that the catalog has, by its ETag. */
  private seen: string | undefined;
  private running: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly options: {
      auth: Pick<
        AuthService,
        'getOwnServiceCredentials' | 'getPluginRequestToken'
      >;
      discovery: Pick<DiscoveryService, 'getBaseUrl'>;
      logger: LoggerService;
      fetch?: typeof fetch;
    },
  ) {}

  getProviderName() {
    return 'provisioning';
  }

  async connect(connection: EntityProviderConnection) {
    this.connection = connection;
  }

  /** Calls made while one is running share a single further one. */
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

  /** What cannot be asked for stays as it is: it is not gone. */
  private async updateOnce(): Promise<void> {
    if (!this.connection) {
      return;
    }
    try {
      const answer = await this.ask();
      if (answer) {
        await this.connection.applyMutation({
          type: 'full',
          entities: answer.items.map(entity => ({
            entity,
            locationKey: this.getProviderName(),
          })),
        });
        this.seen = answer.etag;
      }
    } catch (error) {
      this.options.logger.warn(
        `Could not read the resources of stacks; the catalog keeps those it has: ${error}`,
      );
    }
  }

  /** Undefined when nothing has changed. */
  private async ask(): Promise<
    { items: Entity[]; etag: string | undefined } | undefined
  > {
    const { auth, discovery } = this.options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'provisioning',
    });
    const base = await discovery.getBaseUrl('provisioning');
    const ask = this.options.fetch ?? fetch;
    const response = await ask(`${base}/catalog-entities`, {
      headers: {
        Authorization: `Bearer ${token}`,
        ...(this.seen && { 'If-None-Match': this.seen }),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 304) {
      return undefined;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { items } = (await response.json()) as { items: Entity[] };
    return { items, etag: response.headers.get('etag') ?? undefined };
  }
}
