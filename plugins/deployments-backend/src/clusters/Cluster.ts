import { readFile } from 'node:fs/promises';
import type {
  AuthenticationStrategy,
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { ClusterClient } from './ClusterClient';
import type { ClusterConfig } from './clusterConfig';
import type { ClusterTransport } from './ClusterTransport';
import { endpointOf } from './endpoint';
import { UndiciTransport } from './UndiciTransport';
import { whyNotWatchable } from './watchability';

/**
 * A cluster as this plugin uses it: with a credential to look, and perhaps
 * another to act.
 *
 * @internal
 */
export class Cluster {
  readonly name: string;
  readonly title: string;
  /** Null when it can be watched. */
  readonly whyNotWatchable: string | null;
  readonly viewing: ClusterTransport;
  readonly reader: ClusterClient;
  /** Null when no acting credential is configured. */
  readonly actor: ClusterClient | null;
  readonly #acting: ClusterTransport | null;

  constructor(
    details: ClusterDetails,
    readonly config: ClusterConfig,
    authStrategy: AuthenticationStrategy,
  ) {
    this.name = details.name;
    this.title = config.title ?? details.title ?? details.name;
    this.whyNotWatchable = whyNotWatchable(details);
    const transport = (credential: () => Promise<KubernetesCredential>) =>
      new UndiciTransport({
        cluster: details.name,
        endpoint: () => endpointOf(details),
        credential,
      });
    this.viewing = transport(() => authStrategy.getCredential(details, {}));
    this.reader = new ClusterClient(details.name, this.viewing);
    const { acting } = config;
    this.#acting =
      acting &&
      transport(() => actingCredential(acting, details, authStrategy));
    this.actor = this.#acting && new ClusterClient(details.name, this.#acting);
  }

  async close(): Promise<void> {
    await Promise.all([this.viewing.close(), this.#acting?.close()]);
  }
}

async function actingCredential(
  acting: NonNullable<ClusterConfig['acting']>,
  details: ClusterDetails,
  authStrategy: AuthenticationStrategy,
): Promise<KubernetesCredential> {
  switch (acting.kind) {
    case 'token':
      return { type: 'bearer token', token: acting.token };
    case 'tokenFile':
      return {
        type: 'bearer token',
        token: (await readFile(acting.path, 'utf8')).trim(),
      };
    default:
      return authStrategy.getCredential(
        {
          ...details,
          authMetadata: { ...details.authMetadata, ...acting.authMetadata },
        },
        {},
      );
  }
}
